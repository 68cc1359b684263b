using System.Diagnostics;

namespace EndToEnd;

/// <summary><c>tests/secrets.sh</c>, which looks for secrets in what a run of the tests wrote, finds them.</summary>
public sealed class SecretSearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-secrets-").FullName;

    // Put together here, so that no file of the repository looks like it holds one.
    public static TheoryData<string> Secrets { get; } =
    [
        "the password is correct horse" + " battery",
        "pom_" + string.Concat(Enumerable.Repeat("0af1", 18)),
        "Set-Cookie: pom-session-8080=CfDJ8" + new string('A', 80),
        "Bearer eyJ" + new string('a', 20) + ".eyJ" + new string('b', 20) + ".c",
    ];

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task A_secret_between_other_lines_and_bytes_is_found(string secret)
    {
        await WriteAsync("one.txt", "nothing here\n");
        Assert.Equal(0, await SearchAsync());

        await WriteAsync("two.data", "\0\u0001bytes\n" + secret + "\0more\n");
        Assert.Equal(1, await SearchAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);

    private async Task<int> SearchAsync()
    {
        var script = Path.Combine(PomProcess.Repository, "tests", "secrets.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, _folder]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
