using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>The team was read from its log: what it knew of presence may have changed in the meantime.</summary>
/// <param name="Since">By the clock of that moment; only a fetch that began later confirms presence.</param>
public sealed record TeamLoaded(DateTimeOffset Since) : TeamEvent;

/// <summary>
/// The process stood still, or the wall clock stepped (a laptop that slept is seen by nothing else): what the team knew of presence may
/// have changed in the meantime.
/// </summary>
/// <param name="Since">By the clock of that moment; only a fetch that began later confirms presence.</param>
public sealed record StandstillReported(DateTimeOffset Since) : TeamEvent;

/// <summary>A day of the team began, in its time zone: what is counted by day begins at nothing.</summary>
/// <param name="Next">When the next one begins.</param>
public sealed record DayBegan(DateTimeOffset Next) : TeamEvent;

/// <summary>A command that may be repeated got its answer, which a repetition gets again.</summary>
/// <param name="Key">What tells the repetition.</param>
/// <param name="Fingerprint">What the command said, condensed.</param>
/// <param name="TaskId">The task that the answer shows as it is at this position; null where it shows none.</param>
public sealed record CommandAnswered([NotPersonal] string Key, [NotPersonal] string Fingerprint, TaskId? TaskId) : TeamEvent;
