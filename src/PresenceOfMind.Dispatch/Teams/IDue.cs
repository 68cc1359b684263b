namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Something with which something falls due by itself.</summary>
internal interface IDue
{
    /// <summary>Which of two goes first that fall due at the same time: the position of the event that made it.</summary>
    long Order { get; }

    /// <summary>When the next thing falls due with it; null for never.</summary>
    DateTimeOffset? NextDue { get; }
}
