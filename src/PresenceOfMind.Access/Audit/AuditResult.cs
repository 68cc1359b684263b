namespace PresenceOfMind.Access.Audit;

/// <summary>How a change ended that was kept as begun.</summary>
/// <param name="Outcome">How.</param>
internal sealed record AuditResult(AuditOutcome Outcome)
{
    /// <summary>The caller, where the request itself has verified it, as a sign-in does; null for whom the beginning says.</summary>
    public string? Actor { get; init; }

    /// <summary>What it was done to, where the beginning does not say.</summary>
    public string? Subject { get; init; }

    /// <summary>The team, where the beginning does not say.</summary>
    public string? Team { get; init; }

    /// <summary>Whether <see cref="Before"/> stands for what the beginning says.</summary>
    public bool IsReduced { get; init; }

    /// <summary>What is another after the change, as it was before.</summary>
    public string? Before { get; init; }

    /// <summary>The same after the change.</summary>
    public string? After { get; init; }
}
