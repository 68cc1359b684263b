namespace Interop;

/// <summary>Programs in Python, by Debian's packages, do a whole life against the server.</summary>
public sealed class PythonTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("rest_life.py", "http")]
    [InlineData("rest_life.py", "https")]
    [InlineData("soap_life.py", "http")]
    [InlineData("soap_life.py", "https")]
    public async Task A_program_in_python_lives(string client, string scheme)
    {
        await NeedsAsync("requests", "flask", "lxml", "zeep");
        await using var server = await SecureServer.StartAsync();
        var certificate = scheme == "https" ? server.CertificateFile : "-";
        var (code, output) = await RunAsync(
            Path.Combine(AppContext.BaseDirectory, "clients", client),
            server.Root(scheme).ToString(),
            certificate);
        Assert.True(code == 0 && output.TrimEnd().EndsWith("lived", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task A_program_that_was_not_given_the_certificate_refuses_the_server()
    {
        await NeedsAsync("requests", "flask", "lxml");
        await using var server = await SecureServer.StartAsync();
        var (code, output) = await RunAsync(
            Path.Combine(AppContext.BaseDirectory, "clients", "rest_life.py"),
            server.Root("https").ToString(),
            "-");
        Assert.NotEqual(0, code);
        Assert.Contains("CERTIFICATE_VERIFY_FAILED", output, StringComparison.Ordinal);
    }

    private static async Task NeedsAsync(params string[] modules)
    {
        var there = File.Exists(Python) && (await RunAsync("-c", "import " + string.Join(", ", modules))).Code == 0;
        ForeignProgram.Needs(there, $"{Python} or its modules {string.Join(", ", modules)}");
    }

    private static Task<(int Code, string Output)> RunAsync(params string[] arguments) => ForeignProgram.RunAsync(Python, arguments);
}
