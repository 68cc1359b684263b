using System.Net;
using System.Net.Sockets;

namespace EndToEnd.SetUp;

/// <summary>What a folder knows of its sessions, and the files that it reads.</summary>
public sealed class SetUpStateTests(SetUpServer server) : IClassFixture<SetUpServer>
{
    [Fact]
    public async Task Status_tells_what_lives_and_what_is_gone_and_changes_nothing()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "create", "--expiry", "7200");

        for (var again = 0; again < 2; again++)
        {
            var alive = await folder.JsonAsync("pws", "status");
            Assert.Equal(["session", "session", "endpoint", "subscription"], alive.Select(row => (string?)row["what"]));
            Assert.All(alive, row => Assert.True((bool?)row["alive"]));
            Assert.InRange(
                DateTimeOffset.Parse((string)alive[3]["ends"]!, null),
                DateTimeOffset.Now.AddSeconds(7000),
                DateTimeOffset.Now.AddSeconds(7201));
        }

        // Somebody else forces the log-in, and all is gone.
        using var elsewhere = server.NewFolder();
        await elsewhere.PomAsync("pws", "login", "--force", "--app-user", folder.AppUser, "--user", folder.EndUser);
        Assert.All(await folder.JsonAsync("pws", "status"), row => Assert.False((bool?)row["alive"]));
        Assert.Contains("gone", await folder.PomAsync("pws", "status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_readable_by_its_owner_alone_and_goes_with_the_logout()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "login");
        var file = Path.Combine(folder.Path, "pws-state.json");
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal($"{folder.AppUser} is logged out.", (await folder.PomAsync("pws", "logout")).Trim());
        Assert.False(File.Exists(file));
        var (code, said) = await folder.FailAsync("pws", "status");
        Assert.Equal(
            (1, "pom: this folder holds nothing yet, because there is no pws-state.json. Start with pom pws create or pom pws login."),
            (code, said));
    }

    [Fact]
    public async Task Keys_are_shown_only_where_that_is_asked_for()
    {
        using var folder = server.NewFolder();
        Assert.All(await folder.JsonAsync("pws", "login"), session => Assert.Null(session["sessionKey"]));
        var shown = await folder.JsonAsync("pws", "login", "--show-keys");
        Assert.All(shown, session => Assert.Equal(36, ((string?)session["sessionKey"])?.Length));
        Assert.Equal([folder.AppUser, folder.EndUser], shown.Select(session => (string?)session["user"]));
    }

    [Fact]
    public async Task A_damaged_state_is_one_line()
    {
        using var folder = server.NewFolder();
        folder.Write("pws-state.json", "{");
        var (code, said) = await folder.FailAsync("pws", "status");
        Assert.Equal((2, "pom: pws-state.json is damaged: delete it, then run pom pws delete and pom pws create."), (code, said));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("endpoint")]
    [InlineData("delete")]
    public async Task A_placeholder_is_one_line_that_says_what_to_put_there(string step)
    {
        using var folder = server.NewFolder();
        folder.Write("appuser.json", """{"params":[{"USERNAME":"<Application user name>","PASSWD":"secret"}]}""");
        var (code, said) = await folder.FailAsync("pws", step);
        Assert.Equal(
            (
                2,
                "pom: appuser.json still has the placeholder \"<Application user name>\" for USERNAME: "
                    + "put the application user's name there."),
            (code, said));
    }

    [Fact]
    public async Task Contacts_that_are_refused_leave_no_endpoint_behind_and_an_end_user_may_carry_a_domain()
    {
        using var folder = server.NewFolder();
        folder.Write("enduser.json", $$"""{"params":[{"USERNAME":"{{folder.EndUser}}@example.com"}]}""");
        var (code, said) = await folder.FailAsync(["pws", "create", .. Enumerable.Range(0, 5001).Select(i => $"p{i}")]);
        Assert.Equal(1, code);
        Assert.EndsWith("(PWS error 135)", said, StringComparison.Ordinal);
        Assert.DoesNotContain(await folder.JsonAsync("pws", "status"), row => (string?)row["what"] == "endpoint");
        Assert.StartsWith("Endpoint 1: ", await folder.PomAsync("pws", "create"), StringComparison.Ordinal);
        Assert.Contains($"{folder.EndUser} is logged in at", await folder.PomAsync("pws", "login"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_Ctrl_C_breaks_off_is_not_done()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var folder = server.NewFolder();
        await using var login = folder.Start("pws", "login", "--server", $"http://{silent.LocalEndpoint}");
        using var asked = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        login.Interrupt();
        Assert.Equal((130, ""), (await login.EndAsync(), login.Output));
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_user_and_a_server_that_is_not_there_have_codes_of_their_own()
    {
        using var folder = server.NewFolder();
        folder.Write("wrong", "wrong");
        var (wrong, password) = await folder.FailAsync("pws", "create", "--password-file", "wrong");
        Assert.Equal(1, wrong);
        Assert.StartsWith(
            $"pom: {server.Http.GetLeftPart(UriPartial.Authority)} refused the log-in of application user "
                + $"{folder.AppUser}: check its name (--app-user,",
            password,
            StringComparison.Ordinal);
        Assert.Contains("(--password-file, POM_PASSWORD or appuser.json)", password, StringComparison.Ordinal);
        Assert.EndsWith("(PWS error 114)", password, StringComparison.Ordinal);
        var (unknown, user) = await folder.FailAsync("pws", "create", "--user", "nobody");
        Assert.Equal(1, unknown);
        Assert.StartsWith("pom: nobody: ", user, StringComparison.Ordinal);
        Assert.Equal(3, (await folder.FailAsync("pws", "create", "--server", "http://127.0.0.1:1")).Code);
        Assert.Equal(2, (await folder.FailAsync("pws", "create", "--expiry", "60")).Code);
        Assert.Equal(2, (await folder.FailAsync("pws", "get-subscribed-presence", "1", "POOR_PRESENCE")).Code);
    }
}
