namespace PresenceOfMind.Dispatch.Events;

/// <summary>A person joined the team.</summary>
internal sealed record WorkerAdded(string Contact, string Name) : TeamEvent;

/// <summary>A person is called otherwise.</summary>
internal sealed record WorkerRenamed(string Contact, string Name) : TeamEvent;

/// <summary>A person finishes what is there, takes no more, and then leaves.</summary>
internal sealed record WorkerDraining(string Contact) : TeamEvent;

/// <summary>A person who drained stays after all.</summary>
internal sealed record WorkerKept(string Contact) : TeamEvent;

/// <summary>A person left the team.</summary>
internal sealed record WorkerRemoved(string Contact) : TeamEvent;

/// <summary>A person's presence has held for the settle time.</summary>
internal sealed record WorkerSettled(string Contact) : TeamEvent;
