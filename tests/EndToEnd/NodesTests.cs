using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EndToEnd;

/// <summary><c>pom server</c> as two nodes: joe is at home on the second.</summary>
public sealed partial class NodesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-nodes-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
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
            _folder, "server", "--nodes", "127.0.0.1=0/0,localhost=0/0", "--homes", "joe=localhost,rita=127.0.0.1", "--admin-port", "0", "--data", "data", "--directory", "who.json");
        var said = await _server.UpAsync();
        var nodes = Node().Matches(said);
        _roots = [.. nodes.Select(m => new Uri(m.Groups[1].Value + "/"))];
        _names = [.. nodes.Select(m => m.Groups[2].Value)];
        _http.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(_folder, "data", "admin.key"), Ct)).Trim());
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

        using (var down = await _http.PutAsync($"admin/nodes/{_names[1]}", new StringContent("""{"up":false}""", null, "application/json"), Ct))
        {
            Assert.Equal(HttpStatusCode.NoContent, down.StatusCode);
        }

        Assert.Equal($$"""[{"node":"{{_names[0]}}","up":true},{"node":"{{_names[1]}}","up":false}]""", await _http.GetStringAsync("admin/nodes", Ct));
        await Assert.ThrowsAsync<HttpRequestException>(() => LogInAsync(home, "joe"));
        using var backup = await LogInAsync(elsewhere, "joe");
        Assert.Equal(HttpStatusCode.Created, backup.StatusCode);
    }

    [Fact]
    public async Task Who_follows_the_redirect_by_HTTPS_trusts_the_certificate_for_every_node()
    {
        using var trusting = new HttpClientHandler { UseProxy = false };
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, "data", "pws.crt"));
        var names = certificate.Extensions.OfType<System.Security.Cryptography.X509Certificates.X509SubjectAlternativeNameExtension>().Single();
        Assert.Contains("localhost", names.EnumerateDnsNames());
        Assert.Contains(IPAddress.Loopback, names.EnumerateIPAddresses());
        trusting.ServerCertificateCustomValidationCallback = (_, found, _, _) => found!.Thumbprint == certificate.Thumbprint;
        using var http = new HttpClient(trusting);
        using var answer = await http.PostAsync(
            new Uri($"https://{_names[1]}/presence-service/users/app/session"), new StringContent("<session><password>secret</password></session>"), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<HttpResponseMessage> LogInAsync(Uri root, string user)
    {
        using var login = await _http.PostAsync(new Uri(root, "users/app/sessions"), new StringContent("<session><password>secret</password></session>"), Ct);
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

    [GeneratedRegex(@"http://\S+(?=admin )")]
    private static partial Regex Admin();
}
