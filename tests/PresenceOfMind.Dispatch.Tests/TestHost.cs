using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests;

/// <summary>A program that runs the dispatcher: a silo, a data folder, and the API on a free port.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    /// <summary>The team that is there where a test says nothing else: Ann and Bob.</summary>
    public static readonly TeamSettings Demo = new()
    {
        Workers = [.. ((string[])["ann", "bob"]).Select(name => new WorkerSettings { Contact = new($"{name}@example.com"), Name = name })],
    };

    private readonly WebApplication _app;
    private long _epoch;
    private long _sequence;

    private TestHost(WebApplication app) => _app = app;

    public ITeams Teams => _app.Services.GetRequiredService<ITeams>();

    public IPresenceSink Sink => _app.Services.GetRequiredService<IPresenceSink>();

    public Database Database => _app.Services.GetRequiredService<Database>();

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public static async Task<TestHost> StartAsync(string folder, Action<DispatchOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.UsePresenceSilo();
        builder.Services.AddStorage(o => o.Folder = folder);
        builder.Services.AddDispatchApi().AddDispatch(o =>
        {
            o.Teams[new("demo")] = Demo;
            configure?.Invoke(o);
        });
        var app = builder.Build();
        app.MapDispatchApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new TestHost(app) { Http = new HttpClient { BaseAddress = new Uri(address) } };
    }

    /// <summary>A fetch that begins now and tells of these people.</summary>
    public async Task FetchAsync(params (string Name, PresenceState State)[] people)
    {
        if (_epoch == 0)
        {
            _epoch = await Sink.OpenAsync(new("demo"));
        }

        var states = people.Select(p => new ContactPresence { ContactUri = $"sip:{p.Name}@Example.com", State = p.State }).ToList();
        await Sink.ReportAsync(new("demo"), _epoch, ++_sequence, DateTimeOffset.UtcNow.AddMilliseconds(1), states);
    }

    /// <summary>Keeps the log of a team that lived elsewhere, before anybody asks for it.</summary>
    /// <param name="team">The team's name.</param>
    /// <param name="log">The log.</param>
    /// <param name="isDue">Whether the team is loaded as soon as something is due; where not, when somebody asks for it.</param>
    public async Task KeepAsync(string team, IReadOnlyList<LogEntry> log, bool isDue = true)
    {
        var (state, tasks) = (TeamSnapshot.Empty(), new List<TaskItem>());
        foreach (var entry in log)
        {
            Team.Apply(state, entry);
            tasks.AddRange(TeamRows.Changed(state, [entry]));
        }

        // As one: where something is long due, the team is loaded as soon as it is seen.
        await Database.WriteAsync(TeamRows.Append(new(team), log, isDue ? state.NextDue : null, tasks));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
