using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>The watcher as its user sees it, against a model server in the same process.</summary>
public sealed class PresenceWatcherTests : IAsyncDisposable
{
    private const string Ada = "Ada@example.com";
    private const string Bob = "bob@example.com";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new(ModelWorld.Begin);
    private readonly NotificationHub _hub = new();
    private readonly ModelClient _client;
    private readonly CancellationTokenSource _bound = new(Bound);
    private PresenceWatcher _watcher;

    public PresenceWatcherTests()
    {
        _client = new ModelClient(_hub, _time, Ada, Bob);
        _watcher = Watcher(ModelWorld.OptionsFor(Ada, Bob));
    }

    public async ValueTask DisposeAsync()
    {
        await _watcher.DisposeAsync();
        _bound.Dispose();
    }

    [Fact]
    public async Task It_begins_with_the_state_of_each_contact()
    {
        await using var changes = _watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        var first = await NextAsync(changes);
        var second = await NextAsync(changes);
        Assert.Equal(
            new PresenceChange
            {
                Contact = Ada,
                Before = null,
                After = PresenceState.Unavailable,
                At = ModelWorld.Begin,
                How = LearnedBy.Start,
                Sequence = 1,
            },
            first);
        Assert.Equal(
            new PresenceChange
            {
                Contact = Bob,
                Before = null,
                After = PresenceState.Unavailable,
                At = ModelWorld.Begin,
                How = LearnedBy.Start,
                Sequence = 2,
            },
            second);
        Assert.Equal(WatcherState.Live, _watcher.Health.State);
        Assert.Equal(TimeSpan.Zero, _watcher.Health.Staleness);
    }

    [Fact]
    public async Task Whoever_differs_by_more_than_case_is_somebody_else()
    {
        // Both letters are the same in capitals, and are not in small ones.
        const string Micro = "\u00B5@example.com";
        const string Mu = "\u03BC@example.com";
        await using var watcher = new PresenceWatcher(
            ModelWorld.OptionsFor(Micro, Mu),
            _hub,
            new ModelClient(_hub, _time, Micro, Mu),
            _time);
        await using var changes = watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await watcher.StartAsync(_bound.Token);
        await NextAsync(changes);
        await NextAsync(changes);
        Assert.Equal([Micro, Mu], watcher.Snapshot.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(PresenceState.Unavailable, watcher.Snapshot["sip:" + Mu]);
    }

    [Fact]
    public async Task A_change_is_told_by_notification_and_fetch()
    {
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        _client.Change(s => s.Set(Ada, PresenceState.Available));
        var change = await NextAsync(changes);
        Assert.Equal(
            (Ada, PresenceState.Unavailable, PresenceState.Available, LearnedBy.Notification, 3L),
            (change.Contact, change.Before, change.After, change.How, change.Sequence));
        Assert.Equal(PresenceState.Available, _watcher.Snapshot["ADA@example.com"]);
    }

    [Fact]
    public async Task A_change_whose_notification_was_lost_is_learned_at_the_interval()
    {
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        _client.LosesNotifications = true;
        _client.Change(s => s.Set(Bob, PresenceState.Busy));
        var next = NextAsync(changes);
        await AdvanceAsync(TimeSpan.FromMinutes(9.9));
        Assert.False(next.IsCompleted);
        await AdvanceAsync(TimeSpan.FromMinutes(0.1));
        Assert.Equal((Bob, PresenceState.Busy, LearnedBy.Interval), ((await next).Contact, (await next).After, (await next).How));
    }

    [Fact]
    public async Task A_session_that_was_lost_is_begun_again_without_force()
    {
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        _client.Change(s =>
        {
            s.ForceLogIn();
            s.Set(Ada, PresenceState.Away);
        });
        var next = NextAsync(changes);
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((Ada, PresenceState.Away), ((await next).Contact, (await next).After));
        Assert.DoesNotContain("log in with force", Calls());
        Assert.Equal(2, Calls().Count(c => c == "log in"));
    }

    [Fact]
    public async Task A_reader_who_comes_late_is_told_the_current_state_and_that_it_is_confirmed()
    {
        await StartedAsync();
        await using var events = _watcher.ReadEventsAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        Assert.Equal(Ada, ((PresenceChanged)await NextAsync(events)).Change.Contact);
        Assert.Equal(Bob, ((PresenceChanged)await NextAsync(events)).Change.Contact);
        var fetched = (Fetched)await NextAsync(events);
        Assert.Equal(
            [new() { ContactUri = Ada, State = PresenceState.Unavailable }, new() { ContactUri = Bob, State = PresenceState.Unavailable }],
            fetched.States);
        Assert.Equal((2, ModelWorld.Begin), (fetched.Sequence, fetched.Began));
        Assert.Empty(fetched.Changes);
    }

    [Fact]
    public async Task A_reader_who_is_too_slow_is_told_so()
    {
        await _watcher.DisposeAsync();
        _watcher = Watcher(ModelWorld.OptionsFor(Ada, Bob) with { ReaderBacklog = 16 });
        await StartedAsync();
        await using var slow = _watcher.ReadEventsAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await NextAsync(slow);
        for (var i = 0; i < 16; i++)
        {
            await using var changes = await AtTheEndAsync(_watcher);
            _client.Change(s => s.Set(Ada, i % 2 == 0 ? PresenceState.Available : PresenceState.Away));
            await NextAsync(changes);
            await AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        var told = await Assert.ThrowsAsync<WatcherReaderException>(async () =>
        {
            while (await slow.MoveNextAsync())
            {
            }
        });
        Assert.Contains("ReaderBacklog", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_callbacks_during_a_fetch_costs_one_more()
    {
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        _client.FetchGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.Change(s => s.Set(Ada, PresenceState.Available));
        await Eventually.IsAsync(() => Fetches() == 2);
        for (var i = 0; i < 1000; i++)
        {
            _client.Change(s => s.Restart());
        }

        await Eventually.IsAsync(() => !_client.Notifies);
        _client.FetchGate.SetResult();
        await NextAsync(changes);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        _client.Change(s => s.Set(Ada, PresenceState.Busy));
        await NextAsync(changes);
        Assert.InRange(Fetches(), 3, 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_the_end_it_takes_away_what_it_made_and_logs_out_of_a_session_of_its_own(bool owns)
    {
        await _watcher.DisposeAsync();
        _watcher = Watcher(ModelWorld.OptionsFor(Ada, Bob) with { OwnsSession = owns });
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        await _watcher.DisposeAsync();
        Assert.Empty(_client.Ask(s => s.Subscriptions.Concat(s.Endpoints)));
        Assert.Equal(owns ? ["unsubscribe", "unregister", "log out"] : ["unsubscribe", "unregister"], Calls()[^(owns ? 3 : 2)..]);
        Assert.Equal(owns, Calls().Contains("log in with force"));
        Assert.False(await changes.MoveNextAsync());
        Assert.Equal(WatcherState.Stopped, _watcher.Health.State);
    }

    [Fact]
    public async Task What_is_being_made_at_the_end_is_waited_for_and_taken_away_too()
    {
        var made = _client.MakeGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _watcher.StartAsync(_bound.Token);
        await Eventually.IsAsync(() => _client.Ask(s => s.Endpoints.Count) == 1);
        var ending = _watcher.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        made.SetResult();
        await ending.WaitAsync(_bound.Token);
        Assert.Empty(_client.Ask(s => s.Endpoints));
    }

    [Fact]
    public async Task The_end_waits_no_longer_than_three_seconds_for_a_server_that_does_not_answer()
    {
        await StartedAsync();
        _client.EndGate = new TaskCompletionSource();
        var ending = _watcher.DisposeAsync().AsTask();
        await Eventually.IsAsync(() => Calls().Contains("unsubscribe"));
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(ending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await ending.WaitAsync(_bound.Token);
    }

    [Fact]
    public async Task What_is_of_no_use_any_more_is_not_waited_for()
    {
        await StartedAsync();
        _client.FetchGate = new TaskCompletionSource();
        _watcher.RequestFetch();
        await Eventually.IsAsync(() => Fetches() == 2);
        _watcher.RemoveContacts(Ada, Bob);
        await Eventually.IsAsync(() => _watcher.IsIdle);
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_once_and_tried_again()
    {
        _client.Change(s => s.Refuses = PwsErrorCode.LoginFailed);
        await using var events = _watcher.ReadEventsAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        var lost = Assert.IsType<SourceLost>(await NextAsync(events));
        Assert.StartsWith("114 ", lost.Reason, StringComparison.Ordinal);
        Assert.Equal((WatcherState.Lost, lost.Reason), (_watcher.Health.State, _watcher.Health.LastError));
        _client.Change(s => s.Refuses = null);
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.IsType<PresenceChanged>(await NextAsync(events));
    }

    [Fact]
    public async Task Contacts_come_and_go_at_any_time()
    {
        await _watcher.DisposeAsync();
        _watcher = Watcher(ModelWorld.OptionsFor());
        Assert.Equal(1, _watcher.AddContacts(Ada, "sip:ADA@example.com"));
        await using var changes = _watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await _watcher.StartAsync(_bound.Token);
        Assert.Equal(Ada, (await NextAsync(changes)).Contact);
        Assert.Equal(1, _watcher.AddContacts(Ada, Bob));
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        var added = await NextAsync(changes);
        Assert.Equal((Bob, null, LearnedBy.Start), (added.Contact, added.Before, added.How));
        Assert.Equal(1, _watcher.RemoveContacts("ada@EXAMPLE.com", "nobody@example.com"));
        Assert.Equal([Bob], _watcher.Snapshot.Keys);
        Assert.Equal([Bob], _watcher.Contacts);
        await Eventually.IsAsync(() => _client.Ask(s => s.ContactsOf(1).SequenceEqual([Bob])));
        Assert.Throws<ArgumentException>(() => _watcher.AddContacts("ada@example.com", "nobody"));
        Assert.Equal([Bob], _watcher.Contacts);
    }

    [Fact]
    public async Task Where_details_are_asked_for_they_are_told_and_a_change_of_them_is_a_change()
    {
        await _watcher.DisposeAsync();
        _watcher = Watcher(ModelWorld.OptionsFor(Ada, Bob) with { Rich = true });
        await StartedAsync();
        await using var changes = await AtTheEndAsync(_watcher);
        _client.Change(_ => _client.Notes[Ada] = "at lunch");
        _client.Change(s => s.Restart());
        var change = await NextAsync(changes);
        Assert.Equal((Ada, PresenceState.Unavailable, PresenceState.Unavailable), (change.Contact, change.Before, change.After));
        Assert.Equal((null, "at lunch"), (change.DetailsBefore!.Note, change.Details!.Note));
        Assert.Equal(["unavailable"], change.Details.Activities);
        Assert.Equal(PwsTuples.Own, Assert.Single(change.Details.Devices).Id);
        Assert.Equal("at lunch", _watcher.Details[Ada].Note);
    }

    [Fact]
    public void A_wrong_setting_is_named_with_what_it_takes()
    {
        var wrong = ModelWorld.OptionsFor(Ada) with { Expiry = TimeSpan.FromMinutes(5) };
        Assert.Equal(
            "The setting Expiry is '00:05:00'; it takes an hour to a day.",
            Assert.Throws<ArgumentException>(() => Watcher(wrong)).Message);
        var nobody = ModelWorld.OptionsFor(Ada, "nobody");
        Assert.Equal(
            "The setting Contacts is 'nobody'; it takes contacts of the form user@domain.",
            Assert.Throws<ArgumentException>(() => Watcher(nobody)).Message);
        Assert.DoesNotContain("secret", nobody.ToString(), StringComparison.Ordinal);
    }

    private PresenceWatcher Watcher(PresenceWatcherOptions options) => new(options, _hub, _client, _time);

    private List<string> Calls() => _client.Ask(_ => _client.Calls.ToList());

    private int Fetches() => Calls().Count(c => c == nameof(Fetch));

    private async Task StartedAsync()
    {
        // Without the notification of the new subscription there is one fetch, and the interval counts from now.
        _client.LosesNotifications = true;
        await _watcher.StartAsync(_bound.Token);
        await Eventually.IsAsync(() => _watcher.Health.State == WatcherState.Live);
        _client.LosesNotifications = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1));
    }

    // A timer that is being set while the time moves would ring that much later.
    private async Task AdvanceAsync(TimeSpan time)
    {
        await Eventually.IsAsync(() => _watcher.IsIdle);
        _time.Advance(time);
    }

    private async Task<IAsyncEnumerator<PresenceChange>> AtTheEndAsync(PresenceWatcher watcher)
    {
        var changes = watcher.ReadChangesAsync(_bound.Token).GetAsyncEnumerator(_bound.Token);
        await NextAsync(changes);
        await NextAsync(changes);
        return changes;
    }

    private async Task<T> NextAsync<T>(IAsyncEnumerator<T> all)
    {
        Assert.True(await all.MoveNextAsync().AsTask().WaitAsync(_bound.Token));
        return all.Current;
    }
}
