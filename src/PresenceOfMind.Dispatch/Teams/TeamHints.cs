namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What teams tell those who listen in this process.</summary>
internal sealed class TeamHints
{
    /// <summary>A team's log has come so far.</summary>
    public PositionHints Positions { get; } = new();

    /// <summary>A team was loaded at this position, and so waits for presence to be fetched.</summary>
    public PositionHints Loads { get; } = new();

    /// <summary>Who works where has changed.</summary>
    public ChangeHints Workers { get; } = new();
}
