using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EndToEnd.SetUp;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary><c>pom server</c> as two nodes: joe is at home on the second.</summary>
public sealed partial class SeveralNodesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-nodes-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly int _endpoint = FreePort.Find();
    private PomProcess _server = null!;
    private Uri[] _roots = [];
    private string[] _names = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "who.json"),
            """{ "people": [{ "user": "joe" }, { "user": "rita" }], "appUsers": [{ "user": "app", "password": "secret" }] }""",
            Ct);
        _server = PomProcess.Start(
            _folder,
            "server",
            "--load-threshold", "100",
            "--common-ports", $"{_endpoint}",
            "--nodes", "127.0.0.1=0/0,localhost=0/0",
            "--homes", "joe=localhost,rita=127.0.0.1",
            "--admin-port", "0",
            "--data", "data",
            "--directory", "who.json");
        var said = await _server.UpAsync();
        var nodes = Node().Matches(said);
        _roots = [.. nodes.Select(m => new Uri(m.Groups[1].Value + "/"))];
        _names = [.. nodes.Select(m => m.Groups[2].Value)];
        _http.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await File.ReadAllTextAsync(Path.Combine(_folder, "data", "admin.key"), Ct)).Trim());
        _http.BaseAddress = new Uri(Admin().Match(said).Value);
    }

    [Fact]
    public async Task A_user_is_led_home_where_the_answer_names_the_backup_which_takes_over_when_home_fails()
    {
        var (elsewhere, home) = (_roots[0], _roots[1]);
        using (var redirect = await LogInAsync(elsewhere, "joe"))
        {
            Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
            Assert.Equal($"https://{_names[1]}/presence-service/users/joe/session", redirect.Headers.Location!.OriginalString);
            Assert.Equal((_names[1], _names[0]), await ServersAsync(redirect));
        }

        using (var login = await LogInAsync(home, "joe"))
        {
            Assert.Equal(HttpStatusCode.Created, login.StatusCode);
            Assert.Equal(_names[0], (await BodyAsync(login)).Attribute("backupServer")!.Value);
        }

        using (var rita = await LogInAsync(home, "rita"))
        {
            Assert.Equal((_names[0], _names[1]), await ServersAsync(rita));
        }

        using (var down = await _http.PutAsync(
            $"admin/nodes/{_names[1]}",
            new StringContent("""{"up":false}""", null, "application/json"),
            Ct))
        {
            Assert.Equal(HttpStatusCode.NoContent, down.StatusCode);
        }

        Assert.Equal(
            $$"""[{"node":"{{_names[0]}}","up":true},{"node":"{{_names[1]}}","up":false}]""",
            await _http.GetStringAsync("admin/nodes", Ct));
        await Assert.ThrowsAsync<HttpRequestException>(() => LogInAsync(home, "joe"));
        using var backup = await LogInAsync(elsewhere, "joe");
        Assert.Equal(HttpStatusCode.Created, backup.StatusCode);
    }

    [Fact]
    public async Task Who_follows_the_redirect_by_HTTPS_trusts_the_certificate_for_every_node()
    {
        using var trusting = new HttpClientHandler { UseProxy = false };
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(
            Path.Combine(_folder, "data", "pws.crt"));
        var names = certificate.Extensions
            .OfType<System.Security.Cryptography.X509Certificates.X509SubjectAlternativeNameExtension>()
            .Single();
        Assert.Contains("localhost", names.EnumerateDnsNames());
        Assert.Contains(IPAddress.Loopback, names.EnumerateIPAddresses());
        trusting.ServerCertificateCustomValidationCallback = (_, found, _, _) => found!.Thumbprint == certificate.Thumbprint;
        using var http = new HttpClient(trusting);
        using var answer = await http.PostAsync(
            new Uri($"https://{_names[1]}/presence-service/users/app/session"),
            new StringContent("<session><password>secret</password></session>"),
            Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData]
    [InlineData("--soap")]
    public async Task Every_command_at_another_node_goes_on_at_home(params string[] wire)
    {
        using var folder = Folder();
        string[] trusting = ["--certificate", Path.Combine(_folder, "data", "pws.crt"), .. wire];
        Assert.StartsWith("Nothing was left to remove.", await folder.PomAsync(["pws", "delete", .. trusting]), StringComparison.Ordinal);
        Assert.Contains("Subscription 1: 2 contacts", await folder.PomAsync(["pws", "create", .. trusting]), StringComparison.Ordinal);
        Assert.All(
            await folder.JsonAsync(["pws", "login", .. trusting]),
            session => Assert.Equal($"https://{_names[1]}/presence-service", (string?)session["server"]));
        Assert.All(await folder.JsonAsync(["pws", "status", .. trusting]), row => Assert.True((bool?)row["alive"]));
        await folder.PomAsync(["pws", "set-presence", "AWAY", "joe", "rita", .. trusting]);
        Assert.All(await folder.JsonAsync(["pws", "get-presence", .. trusting]), line => Assert.Equal("AWAY", (string?)line["state"]));
        Assert.All(
            await folder.JsonAsync(["pws", "get-subscribed-presence", "1", "RICH_PRESENCE", .. trusting]),
            line => Assert.Equal("AWAY", (string?)line["state"]));

        await using (var endpoint = folder.Start(["pws", "endpoint", .. trusting]))
        {
            await SaidAsync(endpoint, "start 1 rita@127.0.0.1 AWAY");
            await folder.PomAsync(["pws", "set-presence", "BUSY", "rita", .. trusting]);
            await SaidAsync(endpoint, "notification 1 rita@127.0.0.1 BUSY");
        }

        await using (var watch = folder.Start(["pws", "watch", "--listen", $"{_endpoint}", .. trusting]))
        {
            await SaidAsync(watch, "\"after\":\"BUSY\"");
            await folder.PomAsync(["pws", "set-presence", "VACATION", "rita", .. trusting]);
            await SaidAsync(watch, "\"after\":\"VACATION\"");
        }

        // Also where the folder has forgotten where the sessions are.
        File.Delete(Path.Combine(folder.Path, "pws-state.json"));
        Assert.Equal("app is logged out.", (await folder.PomAsync(["pws", "logout", .. trusting])).Trim());
        Assert.StartsWith("Nothing was left to remove.", await folder.PomAsync(["pws", "delete", .. trusting]), StringComparison.Ordinal);

        var (code, output, _) = await PomProcess.RunAsync(
            folder.Path,
            ["doctor", "--json", "--patience", "120", "--common-ports", $"{_endpoint}", .. trusting]);
        var doubtful = Assert.Single(
            SetUpFolderFixture.Lines(output),
            finding => (string?)finding["severity"] is not ("fine" or "skipped"));
        Assert.Equal((4, "home"), (code, (string?)doubtful["check"]));
        Assert.Contains($"redirects to https://{_names[1]}", (string?)doubtful["found"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_whose_certificate_is_not_given_is_said_in_one_line_that_names_it()
    {
        using var folder = Folder();
        var (code, said) = await folder.FailAsync("pws", "create");
        Assert.Equal(3, code);
        Assert.StartsWith(
            $"pom: the certificate of https://{_names[1]} is not trusted on this machine: give the certificate with --certificate FILE",
            said,
            StringComparison.Ordinal);
        Assert.EndsWith($"{_roots[0].Authority} redirects there, because it is the user's home node.", said, StringComparison.Ordinal);
        Assert.Equal(1, (await PomProcess.RunAsync(folder.Path, "doctor")).Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A folder that names the node where joe is not at home.</summary>
    private SetUpFolderFixture Folder()
    {
        var folder = new SetUpFolderFixture("app", "joe", "rita");
        folder.Write("serverparams.json", $$"""{"params":[{"SERVER":"{{_roots[0].Authority}}","HOST":"127.0.0.1:{{_endpoint}}"}]}""");
        folder.Write("appuser.json", """{"params":[{"USERNAME":"app","PASSWD":"secret"}]}""");
        folder.Write("enduser.json", """{"params":[{"USERNAME":"joe"}]}""");
        folder.Write("contacts.list", """["joe", "rita"]""");

        // The server takes one port more for common, and the commands are told so.
        folder.Write("pom.json", $$"""{ "commonPorts": "{{_endpoint}}" }""");
        return folder;
    }

    private static Task<string> SaidAsync(PomProcess process, string what) =>
        Eventually.GetAsync(
            what,
            () => Task.FromResult(process.Output + process.Error),
            text => text.Contains(what, StringComparison.Ordinal));

    private async Task<HttpResponseMessage> LogInAsync(Uri root, string user)
    {
        using var login = await _http.PostAsync(
            new Uri(root, "users/app/sessions"),
            new StringContent("<session><password>secret</password></session>"),
            Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, $"users/{user}/sessions"));
        request.Headers.Add("Presence-Session-Key", (await BodyAsync(login)).Element("sessionKey")!.Value);
        return await _http.SendAsync(request, Ct);
    }

    private static async Task<XElement> BodyAsync(HttpResponseMessage answer) => XElement.Parse(await answer.Content.ReadAsStringAsync(Ct));

    private static async Task<(string Primary, string Backup)> ServersAsync(HttpResponseMessage answer)
    {
        var redirect = (await BodyAsync(answer)).Element("redirect")!;
        return (redirect.Attribute("primaryServer")!.Value, redirect.Attribute("backupServer")!.Value);
    }

    [GeneratedRegex(@"(http://\S+presence-service)\s+\(node (\S+)\)")]
    private static partial Regex Node();

    [GeneratedRegex(@"http://\S+(?=admin\s)")]
    private static partial Regex Admin();
}
