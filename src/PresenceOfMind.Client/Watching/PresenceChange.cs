using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>A person's state became known, or became another; with rich presence, also where only the details did.</summary>
/// <param name="Contact">The contact, as it was given to the watcher.</param>
/// <param name="Before">The state known before; null where none was.</param>
/// <param name="After">The state now.</param>
/// <param name="At">When the watcher learned it (UTC).</param>
/// <param name="How">How the watcher learned it.</param>
/// <param name="Sequence">The change's number among all of its watcher: 1, 2, 3, …</param>
public sealed record PresenceChange(
    string Contact, PresenceState? Before, PresenceState After, DateTimeOffset At, LearnedBy How, long Sequence)
{
    /// <summary>The details known before; null where none were, or where they are not asked for.</summary>
    public PresenceDetails? DetailsBefore { get; init; }

    /// <summary>The details now; null where they are not asked for (<see cref="PresenceWatcherOptions.Rich"/>).</summary>
    public PresenceDetails? Details { get; init; }
}
