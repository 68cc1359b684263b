namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What a team made of a report of presence.</summary>
public enum ReportOutcome
{
    /// <summary>It was older than what is known, or from a source that another has replaced; nothing changed.</summary>
    Dropped,

    /// <summary>It was taken, and confirms nothing: it was no fetch, or one that began too early.</summary>
    Taken,

    /// <summary>It was taken, and whom it tells of is confirmed.</summary>
    Confirmed,
}
