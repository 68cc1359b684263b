namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Something that a team is asked to do.</summary>
internal abstract record TeamCommand
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The <c>Idempotency-Key</c>: a command that comes again under it acts once. Null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Who asks: a contact or a name; null where nobody says.</summary>
    public string? By { get; init; }

    /// <summary>The versions of which the task must have one; null for any.</summary>
    public IReadOnlyList<long>? IfVersion { get; init; }
}
