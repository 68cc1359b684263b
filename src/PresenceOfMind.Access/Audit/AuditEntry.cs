namespace PresenceOfMind.Access.Audit;

/// <summary>Who did what, from where, when, and what was changed. It holds no key, password, token or cookie.</summary>
public sealed record AuditEntry
{
    /// <summary>Its number: later entries have greater ones. 0 for one that is not stored yet.</summary>
    public long Position { get; init; }

    /// <summary>When it began, by the wall clock, in milliseconds.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// By what the caller was verified: <c>key</c>, <c>account</c>, <c>openid</c>, <c>data-folder</c>, <c>anyone</c>, or <c>none</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The verified caller, such as <c>key:wallboard</c>; null where nobody was verified.</summary>
    public string? Actor { get; init; }

    /// <summary>The address of the caller; null for a command on the data folder.</summary>
    public string? Address { get; init; }

    /// <summary>What was asked for, by a stable name such as <c>key.added</c>. See <see cref="AuditTable"/>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as the name of a key; for a refusal the method and path. Null for none.</summary>
    public string? Subject { get; init; }

    /// <summary>The team; null for what is of no team.</summary>
    public string? Team { get; init; }

    /// <summary>How it ended.</summary>
    public AuditOutcome Outcome { get; init; }

    /// <summary>The reason of a refusal, such as <c>key-unknown</c>, or of the end of a session; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>What is another after the change, as it was before, in JSON; null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>The same as it is after the change; null for nothing.</summary>
    public string? After { get; init; }

    /// <summary>For how many equal requests it stands, from 1.</summary>
    public long Count { get; init; } = 1;
}
