using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Faults;

/// <summary>The requests of REST on one connection. An answer that is not as it must be fails the test.</summary>
internal sealed class Wire(Uri server) : IDisposable
{
    // No callback reaches this port, so the test hears nothing and needs no listener.
    private const string Callback = "http://127.0.0.1:9/";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
    {
        BaseAddress = new Uri(server, "/presence-service/"),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public async Task<string> LogInAppAsync(string app) =>
        Key(await SendAsync(HttpStatusCode.Created, "POST", $"users/{app}/sessions", null, "<session><password>secret</password></session>"));

    public async Task<string> LogInAsync(string user, string appKey, bool force) =>
        Key(await SendAsync(HttpStatusCode.Created, "POST", $"users/{user}/sessions{(force ? "?force=true" : "")}", appKey));

    public Task<string> RegisterAsync(string key, int expected) =>
        MakeAsync("endpoints", key, $"<endpoint><url>{Callback}</url></endpoint>", expected);

    public Task<string> UnregisterAsync(string key, int id) => SendAsync(HttpStatusCode.OK, "DELETE", $"endpoints/{id}", key);

    public Task<string> SubscribeAsync(string user, string key, int expected, int endpoint, string[] contacts) => MakeAsync(
        $"users/{user}/subscriptions",
        key,
        $"<subscription><contactsList>{string.Concat(contacts.Select(c => $"<contact contactURI=\"{c}\"/>"))}</contactsList>"
        + $"<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{endpoint}</endPointID></subscription>",
        expected);

    public Task<string> UnsubscribeAsync(string user, string key, int id) => SendAsync(HttpStatusCode.OK, "DELETE", $"users/{user}/subscriptions/{id}", key);

    public Task<string> SetAsync(string user, string key, string state) =>
        SendAsync(HttpStatusCode.OK, "PUT", $"users/{user}/presence/basic", key, $"<presence>{state}</presence>");

    public Task<string> PollAsync(string user, string key) =>
        SendAsync(HttpStatusCode.OK, "GET", $"users/{user}/presence/basic/contacts/{user}@localhost", key);

    public async Task<bool> HasEndpointAsync(string key, int id) => await FindAsync("PUT", $"endpoints/{id}", key, "132", "<endpoint/>") is not null;

    public Task<string?> FetchAsync(string user, string key, int id) =>
        FindAsync("GET", $"users/{user}/presence/basic/subscriptions/{id}", key, "133");

    public void Dispose() => _http.Dispose();

    private static string Key(string session) => XElement.Parse(session).Element("sessionKey")!.Value;

    private async Task<string> MakeAsync(string path, string key, string body, int expected)
    {
        using var answer = await AskAsync("POST", path, key, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"POST {path}: {text}");
        Assert.EndsWith("/" + expected.ToString(CultureInfo.InvariantCulture), answer.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
        return text;
    }

    private async Task<string> SendAsync(HttpStatusCode expected, string method, string path, string? key, string? body = null)
    {
        using var answer = await AskAsync(method, path, key, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {answer.StatusCode} {text}");
        return text;
    }

    private async Task<string?> FindAsync(string method, string path, string key, string unknown, string? body = null)
    {
        using var answer = await AskAsync(method, path, key, body);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
        {
            return text;
        }

        Assert.True(text.Contains($"<code>{unknown}</code>", StringComparison.Ordinal), $"{method} {path}: {text}");
        return null;
    }

    private async Task<HttpResponseMessage> AskAsync(string method, string path, string? key, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Presence-Expiry", "3600");
        if (key is not null)
        {
            request.Headers.Add("Presence-Session-Key", key);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/xml");
        return await _http.SendAsync(request);
    }
}
