using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>A source of presence begins to report; reports of earlier ones are dropped from now on.</summary>
/// <param name="Epoch">The source's number, from 1.</param>
/// <param name="Since">By the clock of that moment; only a fetch that began later confirms presence.</param>
public sealed record PresenceSourceOpened(long Epoch, DateTimeOffset Since) : TeamEvent;

/// <summary>The source no longer hears of changes.</summary>
/// <param name="Sequence">The source's number of this report.</param>
/// <param name="Reason">What the source said.</param>
/// <param name="Since">By the clock of this event's moment; only a fetch that began later confirms presence.</param>
public sealed record PresenceSourceLost(long Sequence, [Personal(Personal.Text)] string Reason, DateTimeOffset Since) : TeamEvent;

/// <summary>The source told of presence.</summary>
/// <param name="Sequence">The source's number of this report.</param>
/// <param name="Confirms">Whether it was a fetch that confirms what it tells.</param>
/// <param name="States">Those workers whose presence is another than before, or is confirmed by this.</param>
public sealed record PresenceReported(long Sequence, bool Confirms, IReadOnlyList<WorkerPresence> States) : TeamEvent;

/// <summary>What a source says of a worker.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="State">The presence.</param>
public readonly record struct WorkerPresence(Contact Contact, PresenceState State);
