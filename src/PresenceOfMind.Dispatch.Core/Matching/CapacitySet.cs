using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>The workers with free capacity for a number of units of a channel.</summary>
/// <param name="channel">The channel.</param>
/// <param name="units">How many.</param>
internal sealed class CapacitySet(TeamChannel channel, int units)
{
    public TeamChannel Channel { get; } = channel;

    public int Units { get; } = units;

    public SlotSet Workers { get; } = new();
}
