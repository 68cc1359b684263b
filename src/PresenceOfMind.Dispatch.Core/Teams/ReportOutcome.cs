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

/// <summary>What a team made of what a program said of a worker.</summary>
public enum ProgramReportOutcome
{
    /// <summary>It counts until it expires.</summary>
    Taken,

    /// <summary>It was older, by the program's number, than what the program said before; nothing changed.</summary>
    Dropped,

    /// <summary>The contact is no worker of the team; nothing changed.</summary>
    NoWorker,

    /// <summary>The request came before under its idempotency key; nothing changed now.</summary>
    Repeated,
}
