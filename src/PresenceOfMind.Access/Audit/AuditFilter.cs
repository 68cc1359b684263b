namespace PresenceOfMind.Access.Audit;

/// <summary>Which entries are asked for. What is null does not count.</summary>
public sealed record AuditFilter
{
    /// <summary>The verified caller, such as <c>key:wallboard</c>.</summary>
    public string? Actor { get; init; }

    /// <summary>The action; or what it is about, such as <c>key</c> for <c>key.added</c> and <c>key.revoked</c>.</summary>
    public string? Action { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Subject { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>From when on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, without that moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The teams that the caller manages: entries of others, and of no team, are left out. Null for everything.</summary>
    public IReadOnlyList<string>? Managed { get; init; }

    /// <summary>Whether entries of no team are left out.</summary>
    public bool OfTeams { get; init; }
}
