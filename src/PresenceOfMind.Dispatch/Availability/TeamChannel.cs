using PresenceOfMind.Dispatch.Matching;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>A channel of a team: one that settings speak of, or one that a task brought.</summary>
/// <param name="name">Its name.</param>
/// <param name="index">Its place among the team's channels.</param>
/// <param name="usual">The group of channels that are as usual.</param>
internal sealed class TeamChannel(string name, int index, ReadyGroup usual)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public ReadyGroup Group { get; set; } = usual;

    public bool IsExclusive { get; set; }

    /// <summary>Null where it is as usual.</summary>
    public ChannelSettings? Settings { get; set; }
}
