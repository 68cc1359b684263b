using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>A node spells contacts as it likes: who is meant counts, and whoever cannot be matched is said.</summary>
public sealed class ContactIdentityTests
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";
    private const string Rita = "rita@pws.example";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("pres:rita@pws.example")]
    [InlineData("sips:rita@pws.example")]
    [InlineData("IM:Rita@PWS.Example")]
    [InlineData("sip:r%69ta@pws.example")]
    [InlineData("sip:rita@pws.example;transport=tcp")]
    [InlineData("<sip:rita@pws.example>")]
    [InlineData("rita@example.com")]
    [InlineData("pres:rita@10.1.2.3")]
    [InlineData("rita@[::1]")]
    [InlineData("rita@imp1")]
    public void Whoever_is_spelled_otherwise_is_known_all_the_same(string spelled)
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Rita, Ada), 1) { MeansByAnswer = true };
        world.Server.Spells = contact => contact == Rita ? spelled : contact;
        world.RunFor(Moment);
        Assert.Equal(PresenceState.Unavailable, world.Known[Rita]);
        AssertHealth(world, WatcherState.Live);
        world.Server.Set(Rita, PresenceState.Busy);
        world.RunFor(Moment);
        Assert.Equal(PresenceState.Busy, world.Known[Rita]);
        world.RunFor(TimeSpan.FromHours(3));
        Assert.Single(world.Operations, o => o.Operation is Subscribe);
        Assert.DoesNotContain(world.Events, e => e is SourceLost or AnswerIncomplete);
    }

    [Fact]
    public void A_contact_that_was_given_by_a_nodes_address_is_known_by_its_domain()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor("rita@10.1.2.3", "joe@10.1.2.3"), 1) { MeansByAnswer = true };
        world.Server.Spells = contact => contact.Replace("10.1.2.3", "example.com", StringComparison.Ordinal);
        world.RunFor(Moment);
        Assert.Equal(2, world.Known.Count);
        AssertHealth(world, WatcherState.Live);
    }

    [Fact]
    public void The_same_name_in_another_domain_is_somebody_else()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1);
        world.Server.Spells = contact => contact == Ada ? "ada@example.org" : contact;
        world.RunFor(Moment);
        Assert.DoesNotContain(Ada, world.Known.Keys);
        AssertHealth(world, WatcherState.Incomplete, [Ada], ["ada@example.org"]);
    }

    [Fact]
    public void Two_contacts_of_one_name_are_never_mixed_up()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor("ada@10.1.2.3", "ada@10.1.2.4"), 1) { MeansByAnswer = true };
        world.Server.Spells = contact => contact == "ada@10.1.2.3" ? Ada : contact;
        world.Server.People["ada@10.1.2.4"] = PresenceState.Busy;
        world.RunFor(Moment);
        Assert.Equal(PresenceState.Busy, world.Known["ada@10.1.2.4"]);
        Assert.Equal(PresenceState.Unavailable, world.Known["ada@10.1.2.3"]);
    }

    [Fact]
    public void An_answer_that_leaves_somebody_out_is_not_live_and_is_said_once()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1) { LostOfTen = 10 };
        world.Server.Spells = contact => contact == Bob ? null : contact;
        world.RunFor(TimeSpan.FromHours(1));
        AssertHealth(world, WatcherState.Incomplete, [Bob]);
        Assert.Equal(PresenceState.Unavailable, world.Known[Ada]);
        var told = Assert.Single(world.Events.OfType<AnswerIncomplete>());
        Assert.Equal($"The server's answer does not contain {Bob}: check that it knows them.", told.Reason);
        Assert.Equal(told.Reason, world.Machine.HealthAt(world.Now).LastError);
        Assert.Single(world.Operations, o => o.Operation is Subscribe);
        Assert.InRange(world.Operations.Count(o => o.Operation is Fetch), 10, 20);
        world.Server.Spells = contact => contact;
        world.RunFor(TimeSpan.FromMinutes(11));
        AssertHealth(world, WatcherState.Live);
        Assert.Null(world.Events.OfType<AnswerIncomplete>().Last().Reason);
        Assert.Equal(2, world.Known.Count);
    }

    [Fact]
    public void An_empty_answer_is_not_live()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1);
        world.Server.Spells = _ => null;
        world.RunFor(Moment);
        AssertHealth(world, WatcherState.Incomplete, [Ada, Bob]);
    }

    [Fact]
    public void Somebody_who_is_left_out_from_some_time_on_costs_one_subscription_and_nothing_is_left_over()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1);
        world.RunFor(Moment);
        world.Server.Spells = contact => contact == Bob ? null : contact;
        world.RunFor(TimeSpan.FromHours(1));
        AssertHealth(world, WatcherState.Incomplete, [Bob]);
        Assert.Equal(2, world.Operations.Count(o => o.Operation is Subscribe));
        Assert.Single(world.Server.Subscriptions);
    }

    [Theory]
    [InlineData("x-{0}")]
    [InlineData("{0}.invalid")]
    public void Where_nobody_can_be_matched_retries_back_off_and_leave_no_subscription_behind(string format)
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1);
        world.Server.Spells = contact => string.Format(null, format, contact);
        world.RunFor(TimeSpan.FromMinutes(30));
        AssertHealth(world, WatcherState.Lost, [Ada, Bob], [string.Format(null, format, Ada), string.Format(null, format, Bob)]);
        Assert.InRange(world.Operations.Count(o => o.Operation is Subscribe), 10, 60);
        Assert.InRange(world.Server.Subscriptions.Count, 0, 1);
        Assert.Single(world.Events.OfType<SourceLost>());
        Assert.Single(world.Events.OfType<AnswerIncomplete>());
        Assert.Contains(string.Format(null, format, Ada), world.Events.OfType<SourceLost>().Single().Reason, StringComparison.Ordinal);
        world.Server.Spells = contact => contact;
        world.RunFor(TimeSpan.FromMinutes(2));
        AssertHealth(world, WatcherState.Live);
    }

    [Fact]
    public void Whoever_is_missing_and_watched_no_more_is_missing_no_more()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada, Bob), 1);
        world.Server.Spells = contact => contact == Bob ? null : contact;
        world.RunFor(Moment);
        world.Watch(Bob, watched: false);
        world.RunFor(Moment);
        AssertHealth(world, WatcherState.Live);
    }

    [Fact]
    public void Names_in_an_answer_are_compared_with_those_asked_for_by_what_they_mean()
    {
        var node = new Uri("https://imp1.example.com:8083");
        string[] answered = ["pres:ada@example.com", "rita@imp1.example.com", "eve@example.org"];
        Assert.Equal([Bob], ContactMatch.Missing([Ada, Bob, "rita@example.com"], answered, node));
        Assert.Equal(["eve@example.org"], ContactMatch.Unmatched([Ada, Bob, "rita@example.com"], answered, node));
    }

    private static void AssertHealth(ModelWorld world, WatcherState state, string[]? missing = null, string[]? unmatched = null)
    {
        var health = world.Machine.HealthAt(world.Now);
        Assert.Equal(state, health.State);
        Assert.Equal(missing ?? [], health.Missing);
        Assert.Equal(unmatched ?? [], health.Unmatched);
    }
}
