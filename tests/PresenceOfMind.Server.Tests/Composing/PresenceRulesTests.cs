using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Presence;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Server.Tests.Composing;

public sealed class PresenceRulesTests
{
    [Fact]
    public void The_first_rule_in_the_operators_order_decides()
    {
        var rules = new PresenceRules(new PresenceRulesOptions { Order = ["own", "call-or-meeting"] });
        Device[] devices = [new(PwsTuples.Own, Away), new(PwsTuples.Override, Dnd), new("phone", Busy, PidfActivity.OnThePhone)];
        Assert.Equal(Away, rules.Decide(devices)?.State);
        Assert.Null(rules.Decide([new(PwsTuples.Override, Dnd)]));
    }

    [Fact]
    public void A_kind_that_does_not_count_decides_nothing_but_what_was_set_counts()
    {
        var rules = new PresenceRules(new PresenceRulesOptions { Kinds = new HashSet<DeviceKind> { DeviceKind.Phone } });
        Assert.Null(rules.Decide([new("chat", Busy, Kind: DeviceKind.Chat), new("script", Busy)]));
        Assert.Equal(Busy, rules.Decide([new("phone", Busy, Kind: DeviceKind.Phone)])?.State);
        Assert.Equal(Away, rules.Decide([new(PwsTuples.Own, Away, Kind: DeviceKind.Chat)])?.State);
    }

    [Fact]
    public void An_activity_stands_for_what_the_operator_says()
    {
        var rules = new PresenceRules(new PresenceRulesOptions
        {
            Activities = new Dictionary<string, PresenceState> { [PidfActivity.Meeting] = Dnd, ["gardening"] = Away },
        });
        Assert.Equal(Dnd, rules.Decide([new("calendar", Busy, PidfActivity.Meeting)])?.State);
        Assert.Equal(Away, rules.Decide([new("garden", Available, "gardening")])?.State);
        Assert.Equal(Busy, rules.Decide([new("phone", Available, PidfActivity.OnThePhone)])?.State);
    }

    [Fact]
    public void Busy_and_vacation_are_told_as_AWAY_where_that_is_asked_for_only()
    {
        var translate = new PresenceRules(new PresenceRulesOptions { BusyAndVacationAsAway = true });
        var person = new Person("joe", translate);
        person.SetKnown(true, "Joe", DateTimeOffset.UnixEpoch);
        person.Report(new Device("phone", Busy, PidfActivity.OnThePhone), DateTimeOffset.UnixEpoch);
        Assert.Equal(Away, person.Presence.State);
        Assert.Equal(Away, PidfReader.Read(person.Presence.Document).State);
        Assert.Equal(
            [Available, Away, Dnd, Away, Unavailable, Away],
            new[] { Available, Busy, Dnd, Away, Unavailable, Vacation }.Select(translate.Told));
        Assert.Equal(Busy, PresenceRules.Default.Told(Busy));
    }

    [Theory]
    [InlineData("loudest")]
    [InlineData("own", "own")]
    [InlineData]
    public void An_order_that_is_none_is_refused_and_the_message_names_the_setting_and_what_it_takes(params string[] order)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PresenceRules(new PresenceRulesOptions { Order = order }));
        Assert.Contains("PresenceRules:Order takes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("override, call-or-meeting, own, other-devices", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_cannot_stand_for_UNKNOWN() =>
        Assert.Contains(
            "PresenceRules:Activities:lunch",
            Assert.Throws<ArgumentException>(() => new PresenceRules(new PresenceRulesOptions
            {
                Activities = new Dictionary<string, PresenceState> { ["lunch"] = Unknown },
            })).Message,
            StringComparison.Ordinal);
}
