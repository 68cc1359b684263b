namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>
/// How many candidates each rule refused when a task was given: each candidate once, by the first rule of
/// <see cref="AbilityRule"/> that refuses.
/// </summary>
public readonly record struct RefusalCounts
{
    /// <summary>How many rules there are, with <see cref="AbilityRule.None"/>.</summary>
    public const int Rules = (int)AbilityRule.Resting + 1;

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
        Unconfirmed = refused[(int)AbilityRule.Unconfirmed],
        Presence = refused[(int)AbilityRule.Presence],
        Settling = refused[(int)AbilityRule.Settling],
        Paused = refused[(int)AbilityRule.Paused],
        Draining = refused[(int)AbilityRule.Draining],
        Closed = refused[(int)AbilityRule.Closed],
        Skills = refused[(int)AbilityRule.Skills],
        Labels = refused[(int)AbilityRule.Labels],
        Excluded = refused[(int)AbilityRule.Excluded],
        Room = refused[(int)AbilityRule.Room],
        Asked = refused[(int)AbilityRule.Asked],
        Resting = refused[(int)AbilityRule.Resting],
        Order = refused[(int)AbilityRule.None],
    };
}
