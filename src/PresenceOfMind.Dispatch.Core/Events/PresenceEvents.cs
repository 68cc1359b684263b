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

/// <summary>A program vouches for a worker's presence until an expiry. It replaces what the same program said before.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Source">The program.</param>
/// <param name="State">The state.</param>
/// <param name="Activities">What the person does, as PIDF names it.</param>
/// <param name="Note">A remark for people; null for none.</param>
/// <param name="Sequence">The program's number of this report; null where it gives none.</param>
/// <param name="Until">The expiry by the clock of this event's moment.</param>
/// <param name="IsMoment">Whether the expiry is a moment of the wall clock; else so much of the team's own time, whatever the clock
/// says.</param>
public sealed record ProgramPresenceSet(
    Contact Contact,
    SourceName Source,
    PresenceState State,
    [NotPersonal] IReadOnlyList<string> Activities,
    [Personal(Personal.Text)] string? Note,
    long? Sequence,
    DateTimeOffset Until,
    bool IsMoment) : TeamEvent, IProgramPresenceEvent;

/// <summary>A program takes back what it said of a worker's presence.</summary>
public sealed record ProgramPresenceCleared(Contact Contact, SourceName Source) : TeamEvent, IProgramPresenceEvent;

/// <summary>What a program said of a worker's presence has expired.</summary>
public sealed record ProgramPresenceExpired(Contact Contact, SourceName Source) : TeamEvent, IProgramPresenceEvent;

/// <summary>An event of what a program says of a worker's presence.</summary>
public interface IProgramPresenceEvent : ISingleWorkerEvent
{
    /// <summary>The program.</summary>
    SourceName Source { get; }
}
