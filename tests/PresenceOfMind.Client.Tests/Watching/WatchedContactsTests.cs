using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>Contacts that come and go while a machine watches.</summary>
public sealed class WatchedContactsTests
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";
    private const string Cleo = "cleo@example.com";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly ModelWorld _world = new(ModelWorld.OptionsFor(Ada, Bob) with { ContactsPerSubscription = 3 }, 1);

    public WatchedContactsTests()
    {
        foreach (var contact in new[] { Cleo, "dora@example.com", "emil@example.com" })
        {
            _world.Server.People[contact] = PresenceState.Away;
        }

        _world.RunFor(Moment);
    }

    [Fact]
    public void One_who_is_added_gets_a_first_state_as_a_change_without_a_before()
    {
        _world.Watch(Cleo, watched: true);
        _world.RunFor(Moment);
        var change = _world.Events.OfType<PresenceChanged>().Last().Change;
        Assert.Equal((Cleo, null, PresenceState.Away, LearnedBy.Start), (change.Contact, change.Before, change.After, change.How));
        Assert.Single(_world.Server.Subscriptions);
        Assert.Equal(WatcherState.Live, _world.Machine.HealthAt(_world.Now).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_who_is_added_is_fetched_though_nothing_is_notified(bool duringAFetch)
    {
        _world.LostOfTen = 10;
        if (duringAFetch)
        {
            _world.Give(new FetchRequested());
        }

        _world.Watch(Cleo, watched: true);
        _world.RunFor(Moment);
        Assert.Equal(PresenceState.Away, _world.Known[Cleo]);
    }

    [Fact]
    public void Until_the_first_state_of_one_who_was_added_the_watcher_is_starting()
    {
        _world.Faults.Enqueue(Fault.Overload);
        _world.Watch(Cleo, watched: true);
        Assert.Equal(WatcherState.Starting, _world.Machine.HealthAt(_world.Now).State);
        _world.RunFor(Moment);
        Assert.Equal(PresenceState.Away, _world.Known[Cleo]);
    }

    [Fact]
    public void Parts_fill_up_before_another_is_made()
    {
        foreach (var contact in new[] { Cleo, "dora@example.com", "emil@example.com" })
        {
            _world.Watch(contact, watched: true);
        }

        _world.RunFor(Moment);
        Assert.Equal([3, 2], _world.Server.Subscriptions.Select(id => _world.Server.ContactsOf(id).Count));
        Assert.Equal(5, _world.Known.Count);
    }

    [Fact]
    public void Of_one_who_is_removed_nothing_is_told_any_more()
    {
        _world.Watch(Ada, watched: false);
        _world.Server.Set(Ada, PresenceState.Busy);
        _world.RunFor(Moment);
        _world.Server.Set(Bob, PresenceState.Busy);
        _world.RunFor(Moment);
        Assert.Equal([Bob], _world.Known.Keys);
        Assert.Equal([Bob], _world.Server.ContactsOf(1));
        Assert.DoesNotContain(_world.Events.OfType<PresenceChanged>(), c => c.Change is { Contact: Ada, After: PresenceState.Busy });
    }

    [Fact]
    public void One_who_is_removed_and_added_again_is_told_as_new()
    {
        _world.Watch(Ada, watched: false);
        _world.Watch(Ada, watched: true);
        _world.Give(new FetchRequested());
        _world.RunFor(Moment);
        Assert.Equal(2, _world.Events.OfType<PresenceChanged>().Count(c => c.Change is { Contact: Ada, Before: null }));
    }

    [Fact]
    public void A_removal_whose_answer_was_lost_ends_in_the_right_subscription()
    {
        _world.Faults.Enqueue(Fault.AnswerLost);
        _world.Watch(Ada, watched: false);
        _world.RunFor(Moment);
        var left = Assert.Single(_world.Server.Subscriptions);
        Assert.Equal([Bob], _world.Server.ContactsOf(left));
        _world.Server.Set(Bob, PresenceState.Busy);
        _world.RunFor(Moment);
        Assert.Equal(PresenceState.Busy, _world.Known[Bob]);
        Assert.DoesNotContain(_world.Events, e => e is SourceLost);
    }

    [Fact]
    public void Whoever_comes_back_during_a_removal_whose_answer_is_lost_is_sent_again()
    {
        _world.Faults.Enqueue(Fault.AnswerLost);
        _world.Watch(Ada, watched: false);
        _world.Watch(Ada, watched: true);
        _world.RunFor(Moment);
        Assert.Equal([Ada, Bob], _world.Server.ContactsOf(Assert.Single(_world.Server.Subscriptions)).Order(StringComparer.Ordinal));
        _world.Server.Set(Ada, PresenceState.Busy);
        _world.RunFor(Moment);
        Assert.Equal(PresenceState.Busy, _world.Known[Ada]);
    }

    [Fact]
    public void Without_anybody_there_is_no_subscription_and_one_who_comes_gets_one()
    {
        _world.Watch(Ada, watched: false);
        _world.Watch(Bob, watched: false);
        _world.RunFor(Moment);
        Assert.Empty(_world.Server.Subscriptions);
        Assert.Equal(WatcherState.Live, _world.Machine.HealthAt(_world.Now).State);
        _world.Watch(Cleo, watched: true);
        _world.RunFor(Moment);
        Assert.Equal([Cleo], _world.Known.Keys);
    }
}
