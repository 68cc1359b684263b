using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Tests.Pidf;

public class PidfActivityTests
{
    public static TheoryData<PresenceState> States => [.. Enum.GetValues<PresenceState>()];

    [Theory, MemberData(nameof(States))]
    public void Each_state_has_an_activity_that_says_it(PresenceState state)
    {
        Assert.True(PidfActivity.TryGetState(PidfActivity.FromState(state), out var said));
        Assert.Equal(state, said);
    }

    [Theory]
    [InlineData("on-the-phone", PresenceState.Busy)]
    [InlineData("meeting", PresenceState.Busy)]
    [InlineData("DND", PresenceState.Dnd)]
    public void Activities_stand_for_states(string activity, PresenceState state)
    {
        Assert.True(PidfActivity.TryGetState(activity, out var said));
        Assert.Equal(state, said);
    }

    [Theory]
    [InlineData("clear")]
    [InlineData("phone-status")]
    [InlineData("juggling")]
    public void Others_stand_for_none(string activity) => Assert.False(PidfActivity.TryGetState(activity, out _));

    [Theory]
    [InlineData("available on-the-phone", "on-the-phone")]
    [InlineData("meeting dnd on-the-phone", "on-the-phone")]
    [InlineData("dnd Meeting", "Meeting")]
    [InlineData("available away dnd busy", "dnd")]
    [InlineData("available away busy", "busy")]
    [InlineData("available lunch", "lunch")]
    [InlineData("unavailable available", "available")]
    [InlineData("away vacation", "vacation")]
    [InlineData("unknown juggling unavailable", "unavailable")]
    [InlineData("juggling clear", null)]
    [InlineData("", null)]
    public void Of_a_set_one_decides_whatever_the_order(string activities, string? deciding)
    {
        var names = activities.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(deciding, PidfActivity.Deciding(names));
        Assert.Equal(deciding, PidfActivity.Deciding(names.Reverse()));
    }

    [Fact]
    public void Activities_may_stand_for_other_states_than_usual()
    {
        PresenceState? Chosen(string name) =>
            name == "juggling" ? PresenceState.Busy : PidfActivity.TryGetState(name, out var state) ? state : null;
        Assert.Equal("juggling", PidfActivity.Deciding(["available", "juggling"], Chosen));
    }
}
