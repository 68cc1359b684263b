namespace PresenceOfMind.Access.Audit;

/// <summary>The texts of a row that may name a person.</summary>
internal sealed record AuditNames
{
    /// <summary>The row's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The caller.</summary>
    public string? Actor { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Subject { get; init; }

    /// <summary>JSON of before.</summary>
    public string? ValueBefore { get; init; }

    /// <summary>JSON of after.</summary>
    public string? ValueAfter { get; init; }
}
