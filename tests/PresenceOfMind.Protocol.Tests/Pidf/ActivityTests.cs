namespace PresenceOfMind.Protocol.Tests.Pidf;

public class ActivityTests
{
    public static TheoryData<PresenceState> States => [.. Enum.GetValues<PresenceState>()];

    [Theory, MemberData(nameof(States))]
    public void Each_state_has_an_activity_that_says_it(PresenceState state)
    {
        Assert.True(Activity.TryGetState(Activity.Of(state), out var said));
        Assert.Equal(state, said);
    }

    [Theory]
    [InlineData("on-the-phone", PresenceState.Busy)]
    [InlineData("meeting", PresenceState.Busy)]
    [InlineData("DND", PresenceState.Dnd)]
    public void Activities_stand_for_states(string activity, PresenceState state)
    {
        Assert.True(Activity.TryGetState(activity, out var said));
        Assert.Equal(state, said);
    }

    [Theory]
    [InlineData("clear")]
    [InlineData("phone-status")]
    [InlineData("juggling")]
    public void Others_stand_for_none(string activity) => Assert.False(Activity.TryGetState(activity, out _));
}
