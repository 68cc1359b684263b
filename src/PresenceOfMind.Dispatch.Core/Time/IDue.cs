namespace PresenceOfMind.Dispatch.Core.Time;

/// <summary>Something with which something falls due by itself.</summary>
public interface IDue
{
    /// <summary>Which of two goes first that have been due for the same time: the position of the event that made it.</summary>
    long Order { get; }

    /// <summary>When the next thing falls due with it by the team's own time; null for never.</summary>
    TimeSpan? NextDue { get; }

    /// <summary>When the next thing falls due with it by the wall clock; null for never.</summary>
    DateTimeOffset? NextWallDue { get; }
}
