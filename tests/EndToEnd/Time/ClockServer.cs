using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Time;

/// <summary><c>pom server</c> with a clock that a test sets, started again on the same data as often as wished.</summary>
internal sealed partial class ClockServer : IAsyncDisposable
{
    private const string Password = "<session><password>secret</password></session>";
    private const int Others = 20;

    private static readonly (string, string) Hour = ("Presence-Expiry", "3600");

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-clock-server-").FullName;
    private PwsUser _pws = null!;
    private int _other;
    private string _application = "";
    private string _user = "";
    private Uri _admin = null!;

    public FakedClock Clock { get; } = new();

    public PomProcess Process { get; private set; } = null!;

    public static async Task<ClockServer> StartAsync(TimeSpan ahead)
    {
        var server = new ClockServer();
        try
        {
            server.Clock.Set(ahead);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on what it left.</summary>
    public async Task StartAgainAsync()
    {
        var others = string.Concat(Enumerable.Range(0, Others).Select(i => $$""", { "user": "other{{i}}", "password": "secret" }"""));
        File.WriteAllText(
            Path.Combine(_folder, "directory.json"),
            $$"""{ "people": [ { "user": "joe" }, { "user": "rita" } ], "appUsers": [ { "user": "app", "password": "secret" }{{others}} ] }""");
        _pws?.Dispose();
        Process = Clock.Start(_folder, PomProcess.ServerArguments("data", "directory.json"));
        var addresses = Address().Matches(await Process.UpAsync()).Select(m => new Uri(m.Value)).ToList();
        _pws = new PwsUser(addresses[0]);
        _admin = addresses.First(a => a.AbsolutePath == "/admin");
    }

    /// <summary>Sets the clock, and waits until the server has found that and kept it.</summary>
    public async Task StepAsync(TimeSpan ahead)
    {
        var by = ahead - Clock.Ahead;
        using var http = new HttpClient();
        Clock.Set(ahead);
        await Eventually.GetAsync(
            $"the server's finding a step of {by}",
            () => http.GetStringAsync(new Uri(_admin, "/healthz")),
            said => Step().Match(said) is { Success: true } step
                && Math.Abs(double.Parse(step.Groups[1].Value, CultureInfo.InvariantCulture) - by.TotalSeconds) < 2);

        // What is acknowledged after a step is kept after it.
        await LogInOtherAsync();
    }

    /// <summary>Logs the application user and rita in, who hold what follows; the same sessions again while they live.</summary>
    public async Task LogInAsync()
    {
        _application = await KeyAsync("users/app/sessions", Password, null);
        _user = await KeyAsync("users/rita/sessions", null, _application);
    }

    /// <summary>Logs in an application user whom the server has not seen since its start.</summary>
    public Task<string> LogInOtherAsync() => KeyAsync($"users/other{_other++ % Others}/sessions?force=true", Password, null);

    /// <summary>Registers an endpoint for an hour, the least, at a port where nobody is.</summary>
    public async Task EndpointAsync()
    {
        var answer = await _pws.SendAsync(
            HttpMethod.Post, "endpoints", "<endpoint><url>http://127.0.0.1:82/hear</url></endpoint>", _application, Hour);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
    }

    /// <summary>Whether an endpoint lives, which asking does not prolong.</summary>
    public async Task<bool> HasEndpointAsync(int id)
    {
        var body = "<subscription><contactsList><contact contactURI=\"rita@localhost\"/></contactsList>"
            + $"<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{id}</endPointID></subscription>";
        var answer = await _pws.SendAsync(HttpMethod.Post, "users/rita/subscriptions", body, _user, Hour);
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.BadRequest, $"{answer.Status}: {answer.Body}");
        return answer.Status == HttpStatusCode.Created;
    }

    /// <summary>Subscribes rita to joe for an hour.</summary>
    public async Task SubscribeAsync(int endpoint)
    {
        var body = "<subscription><contactsList><contact contactURI=\"joe@localhost\"/></contactsList>"
            + $"<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{endpoint}</endPointID></subscription>";
        var answer = await _pws.SendAsync(HttpMethod.Post, "users/rita/subscriptions", body, _user, Hour);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
    }

    /// <summary>What fetching the subscription is answered: 200 while it, its endpoint and their sessions live.</summary>
    public async Task<HttpStatusCode> FetchAsync() =>
        (await _pws.SendAsync(HttpMethod.Get, "users/rita/presence/basic/subscriptions/1", null, _user)).Status;

    /// <summary>Joe sets himself AWAY for an hour, the least.</summary>
    public async Task SetAwayAsync()
    {
        var key = await KeyAsync("users/joe/sessions", null, _application);
        var answer = await _pws.SendAsync(HttpMethod.Put, "users/joe/presence/basic", "<presence>AWAY</presence>", key, Hour);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
    }

    /// <summary>Whether joe is AWAY.</summary>
    public async Task<bool> IsAwayAsync() =>
        (await _pws.SendAsync(HttpMethod.Get, "users/rita/presence/basic/contacts/joe@localhost", null, _user)).Body.Contains(
            "AWAY",
            StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        _pws?.Dispose();
        Clock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> KeyAsync(string path, string? body, string? key)
    {
        var answer = await _pws.SendAsync(HttpMethod.Post, path, body, key);
        Assert.True(answer.Status == HttpStatusCode.Created, $"{path} was answered {answer.Status}: {answer.Body}");
        return Key().Match(answer.Body).Groups[1].Value;
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();

    [GeneratedRegex("<sessionKey>(.*)</sessionKey>")]
    private static partial Regex Key();

    [GeneratedRegex("stepped by (\\S+) s")]
    private static partial Regex Step();
}
