namespace PresenceOfMind.Access.Audit;

/// <summary>How a request ended that is in the audit.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>It was refused: 401, 403 or 429.</summary>
    Refused = 1,

    /// <summary>The program ended or failed before the answer: it was done or not.</summary>
    Unknown = 2,
}
