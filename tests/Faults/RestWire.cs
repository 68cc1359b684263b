using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Faults;

/// <summary>The requests of REST on one connection.</summary>
internal sealed class RestWire(Uri server) : IWire
{
    // No callback reaches this port, so the test hears nothing and needs no listener.
    public const string Callback = "http://127.0.0.1:9/";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
    {
        BaseAddress = new Uri(server, "/presence-service/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    public async Task<string> LogInAppAsync(string app) =>
        Key(
            await SendAsync(
                HttpStatusCode.Created,
                "POST",
                $"users/{app}/sessions",
                null,
                "<session><password>secret</password></session>"));

    public async Task<string> LogInAsync(string user, string appKey, bool force) =>
        Key(await SendAsync(HttpStatusCode.Created, "POST", $"users/{user}/sessions{(force ? "?force=true" : "")}", appKey));

    public Task RegisterAsync(string key, int expected) =>
        MakeAsync("endpoints", key, $"<endpoint><url>{Callback}</url></endpoint>", expected);

    public Task UnregisterAsync(string key, int id) => SendAsync(HttpStatusCode.OK, "DELETE", $"endpoints/{id}", key);

    public Task SubscribeAsync(string user, string key, int expected, int endpoint, string[] contacts) => MakeAsync(
        $"users/{user}/subscriptions",
        key,
        $"<subscription>{Answers.Contacts(contacts)}<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{endpoint}</endPointID></subscription>",
        expected);

    public Task UnsubscribeAsync(string user, string key, int id) =>
        SendAsync(HttpStatusCode.OK, "DELETE", $"users/{user}/subscriptions/{id}", key);

    public Task SetAsync(string user, string key, string state) =>
        SendAsync(HttpStatusCode.OK, "PUT", $"users/{user}/presence/basic", key, $"<presence>{state}</presence>");

    public Task SetRichAsync(string user, string key, string state, string note) =>
        SendAsync(HttpStatusCode.OK, "PUT", $"users/{user}/presence/rich", key, Answers.Document(state, note));

    public async Task<string> PollAsync(string user, string key, string contact) =>
        Answers.State(XElement.Parse(await SendAsync(HttpStatusCode.OK, "GET", $"users/{user}/presence/basic/contacts/{contact}", key)));

    public async Task<string[]> NotesAsync(string user, string key, string[] contacts) =>
        Answers.Notes(
            XElement.Parse(
                await SendAsync(HttpStatusCode.OK, "GET", $"users/{user}/presence/rich/contacts/{string.Join(';', contacts)}", key)));

    public async Task<bool> HasEndpointAsync(string key, int id) =>
        await FindAsync("PUT", $"endpoints/{id}", key, "132", "<endpoint/>") is not null;

    public async Task<string?> FetchAsync(string user, string key, int id) =>
        await FindAsync("GET", $"users/{user}/presence/basic/subscriptions/{id}", key, "133") is { } list
            ? Answers.Uris(XElement.Parse(list))
            : null;

    public void Dispose() => _http.Dispose();

    private static string Key(string session) => Answers.Text(XElement.Parse(session), "sessionKey");

    private async Task MakeAsync(string path, string key, string body, int expected)
    {
        using var answer = await AskAsync("POST", path, key, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"POST {path}: {text}");
        Assert.EndsWith(
            "/" + expected.ToString(CultureInfo.InvariantCulture),
            answer.Headers.Location!.AbsolutePath,
            StringComparison.Ordinal);
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
