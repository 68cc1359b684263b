using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

public sealed class WatcherMachineTests
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly ModelWorld _world = new(ModelWorld.OptionsFor(Ada, Bob), 1);

    [Fact]
    public void It_logs_in_registers_subscribes_and_fetches_in_this_order()
    {
        _world.LostOfTen = 10;
        _world.RunFor(Moment);
        Assert.Equal([typeof(LogIn), typeof(RegisterEndpoint), typeof(Subscribe), typeof(Fetch)], Kinds());
        Assert.Equal(LearnedBy.Start, Changes()[0].How);
    }

    [Fact]
    public void The_first_login_alone_is_forced_where_the_session_is_its_own()
    {
        var own = new ModelWorld(ModelWorld.OptionsFor(Ada) with { OwnsSession = true }, 1) { Faults = new([Fault.AnswerLost]) };
        own.RunFor(Moment);
        own.Server.LogOut();
        own.RunFor(TimeSpan.FromMinutes(11));
        Assert.Equal([true, true, false], own.Operations.Select(o => o.Operation).OfType<LogIn>().Select(l => l.Force));
    }

    [Fact]
    public void Notifications_during_a_fetch_cause_exactly_one_more()
    {
        _world.RunFor(Moment);
        var before = Fetches();
        _world.Give(new NotificationReceived(1));
        for (var i = 0; i < 50; i++)
        {
            _world.Give(new NotificationReceived(1));
        }

        _world.RunFor(Moment);
        Assert.Equal(before + 2, Fetches());
    }

    [Fact]
    public void A_fetch_that_somebody_wants_begins_at_once_or_once_more_after_the_one_under_way()
    {
        _world.RunFor(Moment);
        var before = Fetches();
        _world.Give(new FetchRequested());
        _world.Give(new FetchRequested());
        _world.Give(new FetchRequested());
        _world.RunFor(Moment);
        Assert.Equal(before + 2, Fetches());
    }

    [Fact]
    public void Notifications_of_unknown_subscriptions_cause_nothing()
    {
        _world.RunFor(Moment);
        var before = _world.Operations.Count;
        _world.Give(new NotificationReceived(7));
        _world.RunFor(Moment);
        Assert.Equal(before, _world.Operations.Count);
    }

    [Fact]
    public void A_flood_of_notifications_is_no_flood_of_fetches()
    {
        _world.RunFor(Moment);
        var before = Fetches();
        for (var i = 0; i < 10_000; i++)
        {
            _world.Give(new NotificationReceived(1));
            _world.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(Fetches() - before, 1, 20 + (10 * 10) + 1);
    }

    [Fact]
    public void An_answer_that_was_lost_is_asked_for_again_at_once_and_nobody_need_know()
    {
        _world.RunFor(Moment);
        _world.Faults.Enqueue(Fault.AnswerLost);
        _world.Server.Set(Ada, PresenceState.Busy);
        _world.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(PresenceState.Busy, _world.Known[Ada]);
        Assert.Equal(LearnedBy.Notification, Changes()[^1].How);
        Assert.DoesNotContain(_world.Events, e => e is SourceLost);
    }

    [Fact]
    public void A_failing_server_is_told_once_and_confirmed_again_by_a_fetch()
    {
        _world.RunFor(Moment);
        for (var i = 0; i < 6; i++)
        {
            _world.Faults.Enqueue(Fault.ServerError);
        }

        _world.Server.Set(Ada, PresenceState.Busy);
        _world.RunFor(TimeSpan.FromMinutes(2));
        var lost = Assert.Single(_world.Events.OfType<SourceLost>());
        Assert.Equal("200", lost.Reason);
        Assert.True(_world.Events.OfType<Fetched>().Last().Began >= lost.At);
        Assert.Equal(WatcherState.Live, _world.Machine.HealthAt(_world.Now).State);
    }

    [Fact]
    public void Tries_wait_longer_and_longer_and_never_longer_than_a_minute()
    {
        for (var i = 0; i < 1000; i++)
        {
            _world.Faults.Enqueue(Fault.Overload);
        }

        _world.RunFor(TimeSpan.FromHours(1));
        var waits = _world.Operations.Zip(_world.Operations.Skip(1), (a, b) => b.At - a.At).ToList();
        Assert.InRange(waits[0], TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(800));
        Assert.InRange(waits.Max(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(61));
        Assert.InRange(waits.Count, 60, 140);
    }

    [Fact]
    public void Endpoint_and_subscription_are_refreshed_at_half_of_their_time()
    {
        _world.RunFor(TimeSpan.FromHours(3));
        Assert.Equal(1, Kinds().Count(k => k == typeof(Subscribe)));
        Assert.Equal(1, Kinds().Count(k => k == typeof(RegisterEndpoint)));
        Assert.InRange(Kinds().Count(k => k == typeof(RefreshEndpoint)), 5, 6);
        Assert.InRange(Kinds().Count(k => k == typeof(RefreshSubscription)), 5, 6);
    }

    [Fact]
    public void It_fetches_at_the_interval_from_the_last_fetch_though_nothing_was_notified()
    {
        _world.LostOfTen = 10;
        _world.RunFor(TimeSpan.FromMinutes(29));
        Assert.Equal(3, Fetches());
    }

    [Fact]
    public void Whoever_finds_the_session_gone_first_logs_in_and_the_others_wait()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob) with { ContactsPerSubscription = 1 }, 1);
        world.RunFor(Moment);
        world.Server.ForceLogIn();
        world.RunFor(TimeSpan.FromMinutes(11));
        Assert.Equal(2, world.Operations.Count(o => o.Operation is LogIn));
        Assert.Equal(2, world.Operations.Count(o => o.Operation is RegisterEndpoint));
        Assert.Equal(4, world.Operations.Count(o => o.Operation is Subscribe));
        Assert.DoesNotContain(world.Events, e => e is SourceLost);
    }

    [Fact]
    public void A_session_that_ends_again_and_again_is_begun_with_patience()
    {
        _world.RunFor(Moment);
        for (var s = 0; s < 600; s++)
        {
            _world.At(_world.Now + TimeSpan.FromSeconds(s), _world.Server.ForceLogIn);
            _world.At(_world.Now + TimeSpan.FromSeconds(s), () => _world.Give(new NotificationReceived(1)));
        }

        _world.RunFor(TimeSpan.FromMinutes(10));
        Assert.InRange(_world.Operations.Count, 20, 400);
    }

    [Fact]
    public void More_contacts_than_a_subscription_takes_are_watched_by_several()
    {
        string[] many = [.. Enumerable.Range(0, 12).Select(i => $"p{i}@example.com")];
        var world = new ModelWorld(ModelWorld.OptionsFor(many) with { ContactsPerSubscription = 5 }, 1);
        world.RunFor(Moment);
        Assert.Equal([5, 5, 2], world.Operations.Select(o => o.Operation).OfType<Subscribe>().Select(s => s.Contacts.Count));
        Assert.Equal(12, world.Known.Count);
    }

    [Fact]
    public void A_contact_that_stands_twice_counts_once()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor("Ada@example.com", "sip:ada@EXAMPLE.com"), 1);
        world.RunFor(Moment);
        Assert.Equal("Ada@example.com", Assert.Single(world.Known).Key);
    }

    [Fact]
    public void An_id_that_is_given_to_another_subscription_is_noticed()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob) with { ContactsPerSubscription = 1 }, 3);
        world.RunFor(Moment);
        world.Server.ForgetSubscriptions();
        world.Server.Set(Ada, PresenceState.Busy);
        world.Server.Set(Bob, PresenceState.Away);
        world.RunFor(TimeSpan.FromMinutes(10) + Moment);
        Assert.Equal((PresenceState.Busy, PresenceState.Away), (world.Known[Ada], world.Known[Bob]));
        Assert.Equal(2, world.Server.Subscriptions.Count);
    }

    [Fact]
    public void An_id_that_somebody_else_has_now_is_not_taken_for_its_own_where_contacts_are_missing()
    {
        _world.RunFor(Moment);
        SubscribeAsSomebodyElse(Ada);
        _world.RunFor(Moment);
        Assert.Equal([2], _world.Machine.Subscriptions);
        _world.Server.Set(Bob, PresenceState.Busy);
        _world.RunFor(Moment);
        Assert.Equal(PresenceState.Busy, _world.Known[Bob]);
    }

    [Fact]
    public void An_id_that_somebody_else_has_now_is_not_taken_for_its_own_where_others_are_watched_too()
    {
        _world.Server.People["cleo@example.com"] = PresenceState.Away;
        _world.RunFor(Moment);
        SubscribeAsSomebodyElse(Ada, Bob, "cleo@example.com");
        _world.RunFor(Moment);
        Assert.Equal([2], _world.Machine.Subscriptions);
        Assert.DoesNotContain("cleo@example.com", _world.Known.Keys);
    }

    [Fact]
    public void Where_the_end_users_session_alone_was_lost_it_subscribes_again_without_asking_for_what_is_gone()
    {
        _world.LostOfTen = 10;
        _world.RunFor(Moment);
        var before = Kinds().Count;
        _world.Server.ForceUserLogIn();
        _world.Give(new FetchRequested());
        _world.RunFor(Moment);
        Assert.Equal([typeof(Fetch), typeof(LogIn), typeof(Subscribe), typeof(Fetch)], Kinds().Skip(before));
    }

    [Fact]
    public void After_a_loss_every_part_is_fetched_at_once()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob) with { ContactsPerSubscription = 1 }, 1);
        world.RunFor(Moment);
        world.Faults.Enqueue(Fault.ServerError);
        world.Give(new NotificationReceived(1));
        world.RunFor(Moment);
        Assert.Single(world.Events.OfType<SourceLost>());
        Assert.Equal(WatcherState.Live, world.Machine.HealthAt(world.Now).State);
    }

    [Fact]
    public void A_fetch_that_began_before_a_loss_confirms_nothing()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob) with { ContactsPerSubscription = 1 }, 1) { LostOfTen = 10 };
        world.RunFor(Moment);
        world.Faults.Enqueue(Fault.Slow);
        world.Faults.Enqueue(Fault.ServerError);
        world.Give(new NotificationReceived(1));
        world.Give(new NotificationReceived(2));
        world.RunFor(Moment);
        var lost = Assert.Single(world.Events.OfType<SourceLost>());
        while (world.Events.OfType<Fetched>().Last() is var last && last.Ended - last.Began < TimeSpan.FromSeconds(20))
        {
            Assert.True(world.Now < ModelWorld.Begin + TimeSpan.FromMinutes(1));
            world.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(world.Events.OfType<Fetched>().Last().Began < lost.At);
        Assert.Equal(WatcherState.Lost, world.Machine.HealthAt(world.Now).State);
        world.RunFor(Moment);
        Assert.Equal(WatcherState.Live, world.Machine.HealthAt(world.Now).State);
    }

    // The server lost the subscription, and gave its id to another program that watches with the same end user.
    private void SubscribeAsSomebodyElse(params string[] contacts)
    {
        var server = _world.Server;
        server.ForgetSubscriptions();
        Assert.Equal(
            1,
            Assert.IsType<ResourceCreated>(
                server.Answer(new Subscribe(0, 0, 1, contacts), server.AppKey, server.UserKey, TimeSpan.FromHours(1), _world.Now)).Id);
    }

    private List<Type> Kinds() => [.. _world.Operations.Select(o => o.Operation.GetType())];

    private int Fetches() => Kinds().Count(k => k == typeof(Fetch));

    private List<PresenceChange> Changes() => [.. _world.Events.OfType<PresenceChanged>().Select(c => c.Change)];
}
