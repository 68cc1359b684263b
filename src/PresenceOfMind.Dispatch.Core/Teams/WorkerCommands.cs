using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>A person takes no work for a while.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Reason">Why: break, training, ….</param>
public sealed record PauseWorker(Contact Contact, string Reason) : TeamCommand;

/// <summary>A person takes work again.</summary>
public sealed record UnpauseWorker(Contact Contact) : TeamCommand;

/// <summary>A person finishes what is there and takes no more.</summary>
public sealed record DrainWorker(Contact Contact) : TeamCommand;

/// <summary>A person who drains takes work again.</summary>
public sealed record StopDraining(Contact Contact) : TeamCommand;

/// <summary>A person is called by a pseudonym from now on, also in the past.</summary>
/// <param name="Contact">Who: a worker without live work, or somebody who was one.</param>
/// <param name="Pseudonym">The pseudonym.</param>
public sealed record EraseWorker(Contact Contact, string Pseudonym) : TeamCommand;
