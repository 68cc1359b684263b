namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>
/// How many candidates each rule refused when a task was given: each candidate once, by the first rule of
/// <see cref="EligibilityRule"/> that refuses.
/// </summary>
[OmitDefault]
public readonly record struct RefusalCounts
{
    /// <summary>How many rules there are, with <see cref="EligibilityRule.None"/>.</summary>
    public const int Rules = (int)EligibilityRule.Resting + 1;

    public int Unconfirmed { get; init; }

    public int Presence { get; init; }

    public int Settling { get; init; }

    public int Paused { get; init; }

    public int Draining { get; init; }

    public int Closed { get; init; }

    public int Skills { get; init; }

    public int Labels { get; init; }

    public int Excluded { get; init; }

    public int Room { get; init; }

    public int Asked { get; init; }

    public int Resting { get; init; }

    /// <summary>Able, but behind the winner in the order of the strategy.</summary>
    public int Order { get; init; }

    /// <summary>Counts by rule; those whom none refuses count by order.</summary>
    /// <param name="refused">A count for each rule.</param>
    public static RefusalCounts From(ReadOnlySpan<int> refused) => new()
    {
        Unconfirmed = refused[(int)EligibilityRule.Unconfirmed],
        Presence = refused[(int)EligibilityRule.Presence],
        Settling = refused[(int)EligibilityRule.Settling],
        Paused = refused[(int)EligibilityRule.Paused],
        Draining = refused[(int)EligibilityRule.Draining],
        Closed = refused[(int)EligibilityRule.Closed],
        Skills = refused[(int)EligibilityRule.Skills],
        Labels = refused[(int)EligibilityRule.Labels],
        Excluded = refused[(int)EligibilityRule.Excluded],
        Room = refused[(int)EligibilityRule.Room],
        Asked = refused[(int)EligibilityRule.Asked],
        Resting = refused[(int)EligibilityRule.Resting],
        Order = refused[(int)EligibilityRule.None],
    };
}
