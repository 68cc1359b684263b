using System.Net;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

public sealed class StartTests
{
    [Fact]
    public async Task It_says_where_everything_is_and_Ctrl_C_ends_it_cleanly()
    {
        // On a machine with much else to do it may warn of that, rightly.
        await using var demo = await Demo.StartAsync("--log-level", "error");

        Assert.Contains(demo.Data, demo.Process.Output, StringComparison.Ordinal);
        Assert.Contains("pws.crt", demo.Process.Output, StringComparison.Ordinal);
        Assert.Contains("pom pws set-presence", demo.Process.Output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = demo.Page };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("healthz", TestContext.Current.CancellationToken)).StatusCode);

        demo.Process.Interrupt();

        Assert.Equal(0, await demo.Process.EndAsync());
        Assert.Equal("", demo.Process.Error);
    }

    [Fact]
    public async Task The_commands_of_its_banner_work_as_they_are_printed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        await using var demo = await Demo.StartAsync();
        var commands = demo.Process.Output
            .Split('\n')
            .SkipWhile(line => line != "Try, in another terminal:")
            .Skip(1)
            .TakeWhile(line => line.Length > 0)
            .ToList();
        Assert.Equal(4, commands.Count);

        // Nothing helps: another folder, without the settings' file of the first.
        using var elsewhere = new SetUp.SetUpFolderFixture("app", "joe", "rita");
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-e", "-c", string.Join('\n', commands)])
        {
            WorkingDirectory = elsewhere.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Eventually.DoneAsync("the commands", Task.WhenAll(output, error));
        Assert.Equal("", await error);
        Assert.Contains("carlotta AWAY", await output, StringComparison.Ordinal);
        Assert.Contains("Call the customer back", await output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_that_names_its_option()
    {
        await using var demo = await Demo.StartAsync();

        var (code, output, error) = await PomProcess.RunAsync(
            demo.Folder, "up", "--port", "0", "--pws-https-port", "0", "--data", Path.Combine(demo.Folder, "other"));

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            $"pom: port {demo.PwsHttp.Port} is in use: stop the program that uses it, "
                + "or choose another with --pws-http-port (or POM_PWS_HTTP_PORT).",
            error.Trim());
    }

    [Fact]
    public async Task A_second_program_on_the_same_folder_is_refused_in_one_line()
    {
        await using var demo = await Demo.StartAsync();

        var (code, output, error) = await demo.PomAsync("--port", "0", "--pws-http-port", "0", "--pws-https-port", "0");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("pom: ", error, StringComparison.Ordinal);
        Assert.Contains("--data", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port takes a port", "--port", "x")]
    [InlineData("--no-such-option", "--no-such-option")]
    [InlineData("'sing'", "sing")]
    public async Task Wrong_usage_is_one_line(string said, params string[] arguments)
    {
        var (code, output, error) = await PomProcess.RunAsync(Path.GetTempPath(), arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(said, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_server_says_that_nobody_answers()
    {
        var (code, _, error) = await PomProcess.RunAsync(Path.GetTempPath(), "tasks", "list", "--url", "http://127.0.0.1:1");

        Assert.Equal(3, code);
        Assert.Equal("pom: no program answers at http://127.0.0.1:1/: start pom up, or give its address with --url.", error.Trim());
    }

    [Fact]
    public async Task The_data_folder_and_its_secrets_are_readable_by_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix's");
        await using var demo = await Demo.StartAsync();

        foreach (var path in new[] { "", "pws.pem", "admin.key" })
        {
            Assert.Equal(UnixFileMode.None, Others(Path.Combine(demo.Data, path)));
        }
    }

    [Fact]
    public async Task Clients_can_trust_the_certificate_that_it_makes()
    {
        await using var demo = await Demo.StartAsync();

        var (code, output, error) = await demo.PomAsync(
            "pws", "get-presence", "carlotta", "--server", demo.PwsHttps.ToString(), "--certificate", Path.Combine(demo.Data, "pws.crt"));
        Assert.True(code == 0, error);
        Assert.Contains("AVAILABLE", output, StringComparison.Ordinal);

        (code, _, error) = await demo.PomAsync("pws", "get-presence", "carlotta", "--server", demo.PwsHttps.ToString());
        Assert.Equal(3, code);
        Assert.Contains("--certificate", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_name_cannot_reach_the_loopback_port()
    {
        await using var demo = await Demo.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, demo.Page) { Headers = { Host = "evil.example" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Each_port_has_its_own_paths()
    {
        await using var demo = await Demo.StartAsync();
        using var http = new HttpClient();

        foreach (var path in new[] { "", "healthz", "api/v1/tasks", "admin/demo/reset" })
        {
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await http.GetAsync(new Uri(demo.PwsHttp, "/" + path), TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await http.GetAsync(
                new Uri(demo.Page, "/presence-service/users/demo/session"),
                TestContext.Current.CancellationToken)).StatusCode);
    }

    private static UnixFileMode Others(string path) => OperatingSystem.IsWindows()
        ? UnixFileMode.None
        : File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
