using System.Text.RegularExpressions;

namespace PresenceOfMind.Bench.Serving;

/// <summary>Logs users in and lets them subscribe, as any client would.</summary>
internal sealed partial class PwsUsers(int port) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/presence-service/") };

    /// <summary>Logs the application user <c>app</c> in and registers an endpoint.</summary>
    /// <returns>Its session key.</returns>
    public async Task<string> StartApplicationAsync(string callback)
    {
        var key = Key(await SendAsync("POST", "users/app/sessions", null, "<session><password>secret</password></session>"));
        await SendAsync("POST", "endpoints", key, $"<endpoint><url>{callback}</url></endpoint>");
        return key;
    }

    /// <summary>Logs an end user in.</summary>
    public async Task<string> LogInAsync(string user, string applicationKey) =>
        Key(await SendAsync("POST", $"users/{user}/sessions", applicationKey, null));

    public Task SubscribeAsync(string user, string key, IEnumerable<string> contacts) => SendAsync(
        "POST",
        $"users/{user}/subscriptions",
        key,
        $"<subscription><contactsList>{string.Concat(contacts.Select(c => $"<contact contactURI=\"{c}@localhost\"/>"))}</contactsList>"
        + "<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>");

    public Task<string> FetchAsync(string user, string key) => SendAsync("GET", $"users/{user}/presence/basic/subscriptions/1", key, null);

    public Task SetAsync(string user, string key, string state) =>
        SendAsync("PUT", $"users/{user}/presence/basic", key, $"<presence>{state}</presence>");

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(string method, string path, string? key, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Presence-Expiry", "3600");
        if (key is not null)
        {
            request.Headers.Add("Presence-Session-Key", key);
        }

        request.Content = body is null ? null : new StringContent(body);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    private static string Key(string session) => SessionKey().Match(session).Groups[1].Value;

    [GeneratedRegex("<sessionKey>(.*)</sessionKey>")]
    private static partial Regex SessionKey();
}
