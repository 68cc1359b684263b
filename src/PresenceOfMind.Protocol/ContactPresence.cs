namespace PresenceOfMind.Protocol;

/// <summary>What a presence list says of one contact.</summary>
public sealed record ContactPresence
{
    /// <summary>The contact as the watcher spelled it.</summary>
    public required string ContactUri { get; init; }

    /// <summary>The person's overall state.</summary>
    public required PresenceState State { get; init; }
}
