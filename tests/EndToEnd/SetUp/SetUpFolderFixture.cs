using System.Text.Json.Nodes;

namespace EndToEnd.SetUp;

/// <summary>A folder in which somebody types <c>pom pws …</c>.</summary>
internal sealed class SetUpFolderFixture(string appUser, string endUser, string other) : IDisposable
{
    public string AppUser => appUser;

    public string EndUser => endUser;

    /// <summary>Another person.</summary>
    public string Other => other;

    public string Path { get; } = Directory.CreateTempSubdirectory("pom-folder-").FullName;

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>Runs a command that must succeed, and gives its output.</summary>
    public async Task<string> PomAsync(params string[] arguments)
    {
        var (code, output, error) = await PomProcess.RunAsync(Path, arguments);
        Assert.True(code == 0 && error.Length == 0, $"{code}: {output}{error}");
        return output;
    }

    /// <summary>Runs a command that must succeed, and gives the JSON that it prints, a value a line.</summary>
    public async Task<List<JsonNode>> JsonAsync(params string[] arguments) => Lines(await PomAsync([.. arguments, "--json"]));

    /// <summary>Runs a command that must fail, and gives the one line that it says.</summary>
    public async Task<(int Code, string Said)> FailAsync(params string[] arguments)
    {
        var (code, output, error) = await PomProcess.RunAsync(Path, arguments);
        Assert.Equal("", output);
        return (code, Assert.Single(error.Trim().Split('\n')));
    }

    public PomProcess Start(params string[] arguments) => PomProcess.Start(Path, arguments);

    public static List<JsonNode> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
            line => JsonNode.Parse(line)!)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
