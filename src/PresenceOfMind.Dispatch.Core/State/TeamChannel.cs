using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A channel of a team: one that settings speak of, or one that a task brought.</summary>
/// <param name="name">Its name.</param>
/// <param name="index">Its place among the team's channels.</param>
public sealed class TeamChannel(ChannelName name, int index)
{
    public ChannelName Name { get; } = name;

    public int Index { get; } = index;

    /// <summary>Whether its settings say so.</summary>
    [NotStored]
    public bool IsExclusive { get; internal set; }

    /// <summary>Null where it is as usual.</summary>
    public ChannelSettings? Settings { get; internal set; }
}
