using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>The team's day, for what is counted by day.</summary>
public sealed class TeamDay : IDue
{
    /// <summary>No day is longer, not even one on which clocks are set back.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(26);

    public long Order => 0;

    /// <summary>When it began, by the team's own time; null before the first.</summary>
    public TimeSpan? BeganAt { get; internal set; }

    public TimeSpan? NextDue => null;

    /// <summary>When the next one begins; null where that is to be found out.</summary>
    public DateTimeOffset? NextWallDue { get; internal set; }

    /// <summary>Whether another day is to begin: the next one has come, or the clock was set back to an earlier one.</summary>
    public bool IsOver(DateTimeOffset wall) => NextWallDue is not { } next || next <= wall || next - wall > Longest;
}
