using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

/// <summary>The requests of a program's life, each of which must succeed.</summary>
internal static class Life
{
    public const string Hour = "Presence-Expiry: 3600";

    public static async Task<string> LogInAppAsync(this PwsTestServer server, bool force = false)
    {
        using var answer = await server.SendAsync(
            force ? "PUT" : "POST",
            force ? "/users/app/session" : "/users/app/sessions",
            body: "<session><password>secret</password></session>");
        return await KeyAsync(answer);
    }

    public static async Task<string> LogInAsync(this PwsTestServer server, string user, string appKey, bool force = false)
    {
        using var answer = await server.SendAsync(
            force ? "PUT" : "POST", force ? $"/users/{user}/session" : $"/users/{user}/sessions", appKey);
        return await KeyAsync(answer);
    }

    public static async Task<int> RegisterAsync(this PwsTestServer server, string appKey, string url)
    {
        using var answer = await server.SendAsync("POST", "/endpoints", appKey, $"<endpoint><url>{url}</url></endpoint>", Hour);
        return Id(answer);
    }

    public static async Task<int> SubscribeAsync(this PwsTestServer server, string user, string key, int endpoint, params string[] contacts)
    {
        using var answer = await server.SendAsync("POST", $"/users/{user}/subscriptions", key, Subscription(endpoint, contacts), Hour);
        return Id(answer);
    }

    public static string Subscription(int endpoint, params string[] contacts)
    {
        var list = string.Concat(contacts.Select(c => $"<contact contactURI=\"{c}\"/>"));
        return $"<subscription><contactsList>{list}</contactsList><subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{endpoint}</endPointID></subscription>";
    }

    /// <summary>A request that gets an error of the table.</summary>
    public static async Task RefusedAsync(
        this PwsTestServer server, int code, string method, string path, string? key, string? body = null, params string[] headers)
    {
        using var answer = await server.SendAsync(method, path, key, body, headers);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(text.Contains($"<code>{code}</code>", StringComparison.Ordinal), $"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public static async Task SetAsync(this PwsTestServer server, string user, string key, string state, bool asOverride = false)
    {
        using var answer = await server.SendAsync(
            "PUT",
            $"/users/{user}/presence/basic",
            key,
            $"<presence>{state}</presence>",
            Hour,
            $"Presence-Override: {(asOverride ? "true" : "false")}");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    public static async Task<Dictionary<string, string>> FetchAsync(this PwsTestServer server, string user, string key, int subscription)
    {
        using var answer = await server.SendAsync("GET", $"/users/{user}/presence/basic/subscriptions/{subscription}", key);
        return await ListAsync(answer);
    }

    public static async Task<Dictionary<string, string>> PollAsync(
        this PwsTestServer server, string user, string key, params string[] contacts)
    {
        using var answer = await server.SendAsync("GET", $"/users/{user}/presence/basic/contacts/{string.Join(';', contacts)}", key);
        return await ListAsync(answer);
    }

    private static async Task<Dictionary<string, string>> ListAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 200, body);
        return XElement.Parse(body).Elements("contact").ToDictionary(
            c => c.Attribute("contactURI")!.Value,
            c => c.Attribute("presenceStatus")!.Value);
    }

    public static async Task<string> KeyAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 201, body);
        return XElement.Parse(body).Element("sessionKey")!.Value;
    }

    public static int Id(HttpResponseMessage answer)
    {
        Assert.Equal(201, (int)answer.StatusCode);
        return int.Parse(answer.Headers.Location!.AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal static class Services
{
    public static PresenceOfMind.Server.Directory.IDirectory Directory(this PwsTestServer server) =>
        server.Services.GetRequiredService<PresenceOfMind.Server.Directory.IDirectory>();

    public static Task<bool> AddAppUserAsync(this IServiceProvider services, string user, string password) =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<PresenceOfMind.Server.Directory.IDirectory>(services)
            .AddAppUserAsync(user, password);
}
