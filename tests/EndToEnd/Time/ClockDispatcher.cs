using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Time;

/// <summary>
/// <c>pom dispatch</c> with a clock that a test sets, started again on the same data as often as wished, and a PWS server with the
/// right time. Its team is joe, with queues that give tasks and one that asks.
/// </summary>
internal sealed class ClockDispatcher : IAsyncDisposable
{
    /// <summary>How long a wrap-up and an offer last.</summary>
    public const int Seconds = 3;

    /// <summary>How long a wrap-up lasts in the queue <c>long</c>.</summary>
    public const int LongSeconds = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-clock-dispatch-").FullName;
    private readonly int _port = FreePort.Find();
    private PomProcess _server = null!;
    private Uri _pws = null!;
    private HttpClient _http = null!;
    private long _seen;

    public FakedClock Clock { get; } = new();

    public PomProcess Process { get; private set; } = null!;

    public TaskApi Tasks { get; private set; } = null!;

    public PwsUser Pws { get; private set; } = null!;

    public static async Task<ClockDispatcher> StartAsync(TimeSpan ahead)
    {
        var dispatcher = new ClockDispatcher();
        try
        {
            dispatcher.Clock.Set(ahead);
            await dispatcher.StartServerAsync();
            await dispatcher.StartAgainAsync();
            return dispatcher;
        }
        catch
        {
            await dispatcher.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on what it left.</summary>
    public async Task StartAgainAsync()
    {
        Tasks?.Dispose();
        _http?.Dispose();
        Process = Clock.Start(
            _folder, "dispatch", "--teams", "teams.json", "--port", $"{_port}", "--data", "dispatch", "--pws-server", $"{_pws}",
            "--app-user", "demo", "--app-password-file", "password", "--end-user", "watch");
        var page = Address(await Process.UpAsync());
        _http = new HttpClient { BaseAddress = page };
        Tasks = new TaskApi(page);
    }

    /// <summary>Waits until the dispatcher is sure of joe's presence.</summary>
    public Task<string?> SureAsync(string presence) =>
        Eventually.GetAsync($"joe confirmed as {presence}", () => Tasks.PresenceAsync("joe@localhost"), p => p == presence);

    /// <summary>Sets the clock, and waits until the dispatcher has found that and is sure of joe again.</summary>
    public async Task StepAsync(TimeSpan ahead)
    {
        Clock.Set(ahead);
        await EventAsync("team.stood-still");
        await SureAsync("AVAILABLE");
        Assert.Contains("The wall clock stepped", await _http.GetStringAsync("healthz"), StringComparison.Ordinal);
    }

    /// <summary>Adds a task to one of the queues: <c>give</c>, <c>long</c> or <c>ask</c>.</summary>
    public async Task<string> AddAsync(string queue)
    {
        using var answer = await _http.PostAsJsonAsync("api/v1/tasks", new { title = "a task", queue });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Waits for an event of a kind after those that were seen, and gives all up to it.</summary>
    public async Task<IReadOnlyList<Entry>> EventAsync(string type, string? task = null)
    {
        var events = await Eventually.GetAsync($"the event {type}", () => ReadAsync(_seen), found => found.Any(Wished));
        var last = events.First(Wished);
        _seen = last.Position;
        return [.. events.Where(e => e.Position <= last.Position)];

        bool Wished(Entry e) => e.Type == type && (task is null || e.Task == task);
    }

    /// <summary>All events.</summary>
    public Task<IReadOnlyList<Entry>> LogAsync() => ReadAsync(0);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (PomProcess?[])[Process, _server])
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        Tasks?.Dispose();
        Pws?.Dispose();
        _http?.Dispose();
        Clock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Uri Address(string said) =>
        new(
            said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(
                word => word.StartsWith("http://", StringComparison.Ordinal)));

    private async Task StartServerAsync()
    {
        Write(
            "who.json",
            """{ "people": [{ "user": "joe" }, { "user": "watch" }], "appUsers": [{ "user": "demo", "password": "demo" }] }""");
        Write("password", "demo\n");
        Write(
            "teams.json",
            $$"""
            { "help": {
                "workers": [{ "contact": "joe@localhost" }],
                "queues": [{ "name": "give", "wrapUpSeconds": {{Seconds}} }, { "name": "long", "wrapUpSeconds": {{LongSeconds}} },
                           { "name": "ask", "mode": "offer", "offerSeconds": {{Seconds}} }],
                "rules": { "pauseAfterTimeouts": 0 } } }
            """);
        _server = PomProcess.Start(
            _folder, [.. PomProcess.ServerArguments("pws", "who.json"), "--common-ports", $"{_port}"]);
        _pws = Address(await _server.UpAsync());
        Pws = new PwsUser(_pws);
        await Pws.SetAsync("AVAILABLE", "joe");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<IReadOnlyList<Entry>> ReadAsync(long after)
    {
        var answer = JsonNode.Parse(await _http.GetStringAsync($"api/v1/events?limit=200&after={after}"))!;
        return [.. answer["items"]!.AsArray().Select(
            e => new Entry((long)e!["position"]!, (long)e["elapsed"]!, (string)e["type"]!, (string?)e["data"]!["id"]))];
    }

    /// <summary>An event as the API shows it.</summary>
    /// <param name="Position">Its place in the log.</param>
    /// <param name="Elapsed">The team's own time, in milliseconds.</param>
    /// <param name="Type">Its name.</param>
    /// <param name="Task">The task that it is about; null for none.</param>
    internal sealed record Entry(long Position, long Elapsed, string Type, string? Task);
}
