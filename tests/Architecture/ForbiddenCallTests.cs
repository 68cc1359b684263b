using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>What the program never does.</summary>
public sealed class ForbiddenCallTests
{
    [Theory]
    [InlineData("*.cs", "Process.Start(")]
    [InlineData("*.cs", "new ProcessStartInfo")]
    [InlineData("*.cs", "unsafe {")]
    [InlineData("*.cs", "unsafe static")]
    [InlineData("*.csproj", "AllowUnsafeBlocks")]
    public void No_source_of_the_program_has_it(string files, string text)
    {
        var sources = Repository.Sources(files).Where(f => f.StartsWith("src/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(
            sources, file => File.ReadAllText(Repository.PathTo(file.Split('/'))).Contains(text, StringComparison.Ordinal));
    }
}
