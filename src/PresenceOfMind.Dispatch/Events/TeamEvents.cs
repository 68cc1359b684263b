namespace PresenceOfMind.Dispatch.Events;

/// <summary>The team was read from its log: what it knew of presence may have changed in the meantime.</summary>
/// <param name="Since">By the clock of that moment; only a fetch that began later confirms presence.</param>
internal sealed record TeamLoaded(DateTimeOffset Since) : TeamEvent;

/// <summary>The team is configured anew; the events of its workers follow.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Strategy">Which of the able workers gets a task.</param>
/// <param name="SettleMilliseconds">How long a presence must have held.</param>
internal sealed record ConfigurationChanged(long Version, string Strategy, long SettleMilliseconds) : TeamEvent;

/// <summary>A command that may be repeated got its answer, which a repetition gets again.</summary>
/// <param name="Key">What tells the repetition.</param>
/// <param name="Fingerprint">What the command said, condensed.</param>
/// <param name="TaskId">The task that the answer shows as it is at this position; null where it shows none.</param>
internal sealed record CommandAnswered(string Key, string Fingerprint, string? TaskId) : TeamEvent;
