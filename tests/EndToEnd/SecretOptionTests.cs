namespace EndToEnd;

/// <summary>
/// A password comes from a file, standard input or the environment; the option that takes it itself still works and warns.
/// </summary>
public sealed class SecretOptionTests : IAsyncLifetime
{
    private readonly AdminServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    [Fact]
    public async Task A_password_comes_from_a_file_standard_input_or_the_environment_and_stands_on_no_command_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_server.Folder, "password"), "demo\n", TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), await _server.PomAsync("people", "add", "joe"));
        const string Add = "exec \"$0\" \"$@\"";
        var none = new Dictionary<string, string>();
        await AddsAsync(Add, none, warns: false, "--password-file", "password");
        await AddsAsync($"printf 'demo\\n' | {Add}", none, warns: false, "--password-file", "-");
        await AddsAsync(Add, new Dictionary<string, string> { ["POM_PASSWORD"] = "demo" }, warns: false);
        await AddsAsync(Add, none, warns: true, "--password", "demo");

        // Nobody is there to be asked.
        var (code, error) = await RunAsync($"{Add} < /dev/null", none);
        Assert.Equal(2, code);
        Assert.Contains("give --password-file or POM_PASSWORD.", error, StringComparison.Ordinal);
        (code, error) = await RunAsync(Add, none, "--password-file", "none");
        Assert.Equal(2, code);
        Assert.Contains("--password-file takes", error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AddsAsync(string script, Dictionary<string, string> environment, bool warns, params string[] options)
    {
        var (code, error) = await RunAsync(script, environment, options);
        Assert.True(code == 0, error);
        Assert.Equal(warns, error.Contains("--password-file", StringComparison.Ordinal));
        Assert.DoesNotContain("demo\n", error, StringComparison.Ordinal);
        using (var pws = new PwsUser(_server.Pws))
        {
            await pws.SetAsync("AWAY", "joe");
        }

        Assert.Equal((0, ""), await _server.PomAsync("app-users", "remove", "demo"));
    }

    private async Task<(int Code, string Error)> RunAsync(string script, Dictionary<string, string> environment, params string[] options)
    {
        await using var pom = PomProcess.StartExecutable(
            _server.Folder,
            "sh",
            environment,
            [
                "-c", script,
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(PomProcess.Folder, "pom.dll"),
                "app-users", "add", "demo", .. options, "--url", _server.Url, "--data", Path.Combine(_server.Folder, "data"),
            ]);
        return (await pom.EndAsync(), pom.Error);
    }
}
