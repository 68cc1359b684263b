namespace PresenceOfMind.Dispatch.Tests;

/// <summary>A data folder that goes away with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pom-dispatch-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
