using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd;

/// <summary>Speaks to the Presence Web Service as a program with nothing but HTTP does.</summary>
internal sealed partial class PwsUser(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(server, "/presence-service/") };
    private string? _application;

    /// <summary>Sets somebody's presence.</summary>
    public async Task SetAsync(string state, params string[] users)
    {
        foreach (var user in users)
        {
            var key = await LogInAsync(user);
            var answer = await SendAsync(
                HttpMethod.Put,
                $"users/{user}/presence/basic",
                $"<presence>{state}</presence>",
                key,
                ("Presence-Expiry", "3600"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }
    }

    /// <summary>Registers an endpoint and subscribes somebody to a contact.</summary>
    public async Task SubscribeAsync(string user, string endpoint, string contact)
    {
        var key = await LogInAsync(user);
        var expiry = ("Presence-Expiry", "3600");
        var registered = await SendAsync(HttpMethod.Post, "endpoints", $"<endpoint><url>{endpoint}</url></endpoint>", _application, expiry);
        Assert.Equal(HttpStatusCode.Created, registered.Status);
        var subscription = $"<subscription><contactsList><contact contactURI=\"{contact}@localhost\"/></contactsList>"
            + "<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>";
        Assert.Equal(
            HttpStatusCode.Created,
            (await SendAsync(HttpMethod.Post, $"users/{user}/subscriptions", subscription, key, expiry)).Status);
    }

    /// <summary>Somebody's presence.</summary>
    /// <param name="user">Who it is about.</param>
    /// <param name="reader">Who reads; null for the same.</param>
    public async Task<string> GetAsync(string user, string? reader = null)
    {
        var key = await LogInAsync(reader ?? user);
        var answer = await SendAsync(HttpMethod.Get, $"users/{reader ?? user}/presence/basic/contacts/{user}@localhost", null, key);
        return Status().Match(answer.Body).Groups[1].Value;
    }

    /// <summary>Sends any request.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpMethod method, string path, string? body, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/xml");
        foreach (var (name, value) in headers.Append(("Presence-Session-Key", key ?? "")).Where(h => h.Item2.Length > 0))
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> LogInAsync(string user)
    {
        _application ??= Key(await SendAsync(HttpMethod.Post, "users/demo/sessions", "<session><password>demo</password></session>"));
        return Key(await SendAsync(HttpMethod.Post, $"users/{user}/sessions", null, _application));
    }

    private static string Key((HttpStatusCode Status, string Body) answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
        return SessionKey().Match(answer.Body).Groups[1].Value;
    }

    [GeneratedRegex("<sessionKey>(.*)</sessionKey>")]
    private static partial Regex SessionKey();

    [GeneratedRegex("presenceStatus=\"([A-Z]*)\"")]
    private static partial Regex Status();
}
