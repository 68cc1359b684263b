namespace PresenceOfMind.Access.Audit;

/// <summary>How long the audit is kept.</summary>
public sealed record AuditOptions
{
    /// <summary>How many days an entry is kept: 1 to <see cref="MostDays"/>. Default 400.</summary>
    public int Days { get; init; } = 400;

    /// <summary>The longest time, in days: ten years.</summary>
    public const int MostDays = 3653;

    /// <summary>How many refusals are kept; the oldest go first. Default 500,000, which take some 100 MB.</summary>
    public long MostRefusals { get; init; } = 500_000;
}
