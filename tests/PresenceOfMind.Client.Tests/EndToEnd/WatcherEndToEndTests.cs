using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Tests.Watching;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>
/// The watcher and the real server over real HTTP. The watcher's time is fake and moves only while nothing is under way.
/// </summary>
[Trait("Takes", "long")]
public sealed class WatcherEndToEndTests : IAsyncLifetime
{
    private const string Joe = "joe@localhost";
    private const string Rita = "rita@localhost";
    private const string Nobody = "nobody@localhost";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new(ModelWorld.Begin);
    private readonly CancellationTokenSource _bound = new(TimeSpan.FromMinutes(10));
    private PwsTestServer _server = null!;
    private CallbackHost _host = null!;
    private PwsClient _client = null!;
    private PresenceWatcher _watcher = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PwsTestServer.StartAsync();
        await _server.Services.GetRequiredService<IDirectory>().AddAppUserAsync("watching", "secret");
        _host = await CallbackHost.StartAsync();
        _client = new PwsClient(new PwsClientOptions { Server = _server.Address });
        var options = new PresenceWatcherOptions
        {
            Server = _server.Address,
            AppUser = "watching",
            Password = "secret",
            EndUser = "carlotta",
            CallbackUrl = _host.CallbackUrl,
            Contacts = [Joe, Rita, Nobody],
            OwnsSession = true,
        };
        _watcher = new PresenceWatcher(options, _host.Hub, time: _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _watcher.DisposeAsync();
        _client.Dispose();
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _bound.Dispose();
    }

    [Fact]
    public async Task It_starts_with_the_true_states_and_hears_of_changes()
    {
        await SetAsync("joe", PresenceState.Available);
        await using var changes = _watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        Assert.Equal((Joe, null, PresenceState.Available), await NextAsync(changes));
        Assert.Equal((Rita, null, PresenceState.Unavailable), await NextAsync(changes));
        Assert.Equal((Nobody, null, PresenceState.Unknown), await NextAsync(changes));
        foreach (var state in (PresenceState[])[PresenceState.Away, PresenceState.Busy, PresenceState.Available])
        {
            var before = _watcher.Snapshot[Joe];
            await SetAsync("joe", state);
            Assert.Equal((Joe, before, state), await NextAsync(changes));
            Assert.Equal(LearnedBy.Notification, changes.Current.How);
        }
    }

    [Fact]
    public async Task A_lost_notification_is_made_up_for_at_the_interval()
    {
        await using var changes = await StartedAsync();
        _host.Loses = true;
        await SetAsync("rita", PresenceState.Busy);
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((Rita, PresenceState.Unavailable, PresenceState.Busy), await NextAsync(changes));
        Assert.Equal(LearnedBy.Interval, changes.Current.How);
    }

    [Fact]
    public async Task A_session_that_somebody_else_ended_by_force_is_begun_again()
    {
        await using var changes = await StartedAsync();
        await _client.LogInAsync("watching", "secret", force: true, _bound.Token);
        await SetAsync("joe", PresenceState.Away);
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((Joe, PresenceState.Unavailable, PresenceState.Away), await NextAsync(changes));
        await SetAsync("joe", PresenceState.Busy);
        Assert.Equal((Joe, PresenceState.Away, PresenceState.Busy), await NextAsync(changes));
        Assert.Equal(LearnedBy.Notification, changes.Current.How);
    }

    [Fact]
    public async Task A_server_that_restarts_is_told_as_lost_and_found_again()
    {
        await using var events = _watcher.ReadEventsAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        await UntilAsync(events, e => e is Fetched);
        await _server.StopAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        var lost = (SourceLost)await UntilAsync(events, e => e is SourceLost);
        Assert.Contains(_server.Address.Authority, lost.Reason, StringComparison.Ordinal);
        await _server.StartAsync();
        await SetAsync("joe", PresenceState.Vacation);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        var changed = (PresenceChanged)await UntilAsync(events, e => e is PresenceChanged);
        Assert.Equal(PresenceState.Vacation, changed.Change.After);
        await UntilAsync(events, e => e is Fetched f && f.Began >= lost.At);
    }

    [Fact]
    public async Task At_the_end_nothing_is_left_at_the_server()
    {
        await using var changes = await StartedAsync();
        await _watcher.DisposeAsync();
        Assert.False(await changes.MoveNextAsync());
        var app = await _client.LogInAsync("watching", "secret", cancellationToken: _bound.Token);
        var unknown = await Assert.ThrowsAsync<PwsException>(() => _client.RefreshEndpointAsync(app, 1, Hour, _bound.Token));
        Assert.Equal(PwsErrorCode.EndpointUnknown, unknown.Code);
    }

    private async Task SetAsync(string user, PresenceState state)
    {
        var app = await _client.LogInAsync("app", "secret", cancellationToken: _bound.Token);
        var session = await _client.LogInEndUserAsync(app, user, cancellationToken: _bound.Token);
        await _client.SetPresenceAsync(session, state, Hour, cancellationToken: _bound.Token);
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        await Eventually.IsAsync(() => _watcher.IsIdle);
        _time.Advance(time);
    }

    // The notification of the new subscription waits until the watcher has fetched, and is not needed any more.
    private async Task<IAsyncEnumerator<PresenceChange>> StartedAsync()
    {
        var gate = _server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        var changes = _watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        for (var i = 0; i < 3; i++)
        {
            await NextAsync(changes);
        }

        gate.Force(busy: null);
        return changes;
    }

    private async Task<(string Contact, PresenceState? Before, PresenceState After)> NextAsync(IAsyncEnumerator<PresenceChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(_bound.Token));
        return (changes.Current.Contact, changes.Current.Before, changes.Current.After);
    }

    private async Task<WatcherEvent> UntilAsync(IAsyncEnumerator<WatcherEvent> events, Func<WatcherEvent, bool> holds)
    {
        do
        {
            Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(_bound.Token));
        }
        while (!holds(events.Current));
        return events.Current;
    }
}
