
namespace PresenceOfMind.Protocol.Tests;

public class PresenceStatesTests
{
    public static TheoryData<PresenceState> All => [.. Enum.GetValues<PresenceState>()];

    [Theory, MemberData(nameof(All))]
    public void A_state_is_read_as_it_is_written(PresenceState state)
    {
        Assert.True(PresenceStates.TryParse(state.ToWire(), out var read));
        Assert.Equal(state, read);
    }

    [Theory]
    [InlineData(" \n AWAY\t", PresenceState.Away)]
    [InlineData("dnd", PresenceState.Dnd)]
    public void Case_and_white_space_do_not_matter(string text, PresenceState state)
    {
        Assert.True(PresenceStates.TryParse(text, out var read));
        Assert.Equal(state, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("AVAIL ABLE")]
    [InlineData("AVAILABLE,BUSY")]
    public void Anything_else_is_no_state(string? text)
    {
        Assert.False(PresenceStates.TryParse(text, out var read));
        Assert.Equal(PresenceState.Unknown, read);
    }

    [Theory, MemberData(nameof(All))]
    public void Every_state_but_unknown_can_be_set(PresenceState state) =>
        Assert.Equal(state != PresenceState.Unknown, state.IsSettable());
}
