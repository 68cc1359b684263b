using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>A person takes no work for a while.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Reason">What a person said: break, training, …. Null where the team did it; early releases wrote words of their
/// own.</param>
/// <param name="Cause">What brought it about; null where an early release wrote it.</param>
public sealed record WorkerPaused(
    Contact Contact,
    [Personal(Personal.Text)] string? Reason,
    PauseCause? Cause = null) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person takes work again.</summary>
public sealed record WorkerUnpaused(Contact Contact) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person finishes what is there and takes no more.</summary>
public sealed record WorkerDraining(Contact Contact) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person who drained takes work again.</summary>
public sealed record WorkerDrainStopped(Contact Contact) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person's presence has held for the settle time.</summary>
public sealed record WorkerSettled(Contact Contact) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person has been gone for the grace time; the events of the tasks that are taken back follow.</summary>
public sealed record GraceEnded(Contact Contact) : TeamEvent, ISingleWorkerEvent;

/// <summary>A person, who is not named here, is called by a pseudonym in the whole log.</summary>
public sealed record WorkerErased([NotPersonal] string Pseudonym) : TeamEvent;
