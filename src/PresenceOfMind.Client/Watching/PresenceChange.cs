using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>A person's state became known, or became another; with rich presence, also where only the details did.</summary>
public sealed record PresenceChange
{
    /// <summary>The contact, as it was given to the watcher.</summary>
    public required string Contact { get; init; }

    /// <summary>The state known before; null, the default, where none was.</summary>
    public PresenceState? Before { get; init; }

    /// <summary>The state now.</summary>
    public required PresenceState After { get; init; }

    /// <summary>When the watcher learned it (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How the watcher learned it.</summary>
    public required LearnedBy How { get; init; }

    /// <summary>The change's number among all of its watcher: 1, 2, 3, …</summary>
    public required long Sequence { get; init; }

    /// <summary>The details known before; null where none were, or where they are not asked for.</summary>
    public PresenceDetails? DetailsBefore { get; init; }

    /// <summary>The details now; null where they are not asked for (<see cref="PresenceWatcherOptions.Rich"/>).</summary>
    public PresenceDetails? Details { get; init; }
}
