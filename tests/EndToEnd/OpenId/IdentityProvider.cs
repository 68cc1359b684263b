using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.OpenId;

/// <summary>
/// The company's identity provider: the certified <c>oidc-provider</c> of npm, run by node, with people whom the tests change meanwhile.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    /// <summary>The audience of the tokens that the API takes.</summary>
    public const string Audience = "urn:presence-of-mind";

    private static readonly string Source = Path.Combine(PomProcess.Repository, "tests", "identity-provider");

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-identity-provider-").FullName;
    private readonly int _port = FreePort.Find();
    private readonly HttpClient _http;
    private PomProcess? _process;
    private string[] _arguments = [];

    private IdentityProvider() => _http = new HttpClient { BaseAddress = Authority };

    /// <summary>Where it is.</summary>
    public Uri Authority => new($"http://127.0.0.1:{_port}");

    /// <summary>The settings of a program that people sign in to with it.</summary>
    public string[] Settings =>
    [
        "--oidc-authority", Authority.GetLeftPart(UriPartial.Authority),
        "--oidc-client-id", "presence-of-mind",
        "--oidc-client-secret-file", Path.Combine(_folder, "secret"),
        "--oidc-audience", Audience,
        "--oidc-title", "Acme",
        "--oidc-scopes", "openid profile email groups",
        "--oidc-roles", "admins=administrator,leads=demo:lead,viewers=demo:viewer,desk=demo:worker,robots=demo:lead",
    ];

    /// <summary>Finds a port for it, or skips the test where its parts are not there. It does not run yet.</summary>
    public static IdentityProvider Prepare()
    {
        var isThere = Directory.Exists(Path.Combine(Source, "node_modules", "oidc-provider"));
        const string Missing = "The identity provider is missing: npm ci in tests/identity-provider";
        Assert.SkipWhen(!isThere && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.True(isThere, Missing);
        var provider = new IdentityProvider();
        File.WriteAllText(Path.Combine(provider._folder, "secret"), "the secret of the page\n");
        return provider;
    }

    /// <summary>Starts it.</summary>
    /// <param name="page">Where browsers reach the program.</param>
    /// <param name="seconds">How long an access token lasts.</param>
    public async Task StartAsync(Uri page, int seconds = 600)
    {
        _arguments = [Path.Combine(Source, "server.js"), $"{_port}", page.AbsoluteUri, $"{seconds}"];
        await StartAgainAsync();
    }

    /// <summary>Starts it again. It has forgotten people, sessions and tokens.</summary>
    public async Task StartAgainAsync()
    {
        _process = PomProcess.StartExecutable(Source, "node", [], _arguments);
        await _process.SaysAsync("the identity provider's start", said => said.Contains("ready", StringComparison.Ordinal));
    }

    /// <summary>Ends it at once.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Has it answer nothing, while its connections stay.</summary>
    public void Suspend() => _process!.Suspend();

    /// <summary>Has it go on.</summary>
    public void Resume() => _process!.Resume();

    /// <summary>Adds a person, or changes the groups.</summary>
    public async Task SetAsync(string name, params string[] groups)
    {
        using var answer = await _http.PutAsJsonAsync(
            $"directory/{name}",
            new { email = $"{name}@localhost", email_verified = true, groups },
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Removes a person.</summary>
    public async Task RemoveAsync(string name)
    {
        using var answer = await _http.DeleteAsync($"directory/{name}", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An access token of the company's robot.</summary>
    /// <param name="audience">For which program it is.</param>
    public async Task<string> GetRobotTokenAsync(string audience = Audience)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "robot",
            ["client_secret"] = "the secret of the robot",
            ["resource"] = audience,
        });
        using var answer = await _http.PostAsync("token", form, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        return (string)JsonNode.Parse(body)!["access_token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
