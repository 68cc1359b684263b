using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>A person takes no work for a while.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Reason">Why: break, training, ….</param>
internal sealed record PauseWorker(string Contact, string Reason) : TeamCommand;

/// <summary>A person takes work again.</summary>
internal sealed record UnpauseWorker(string Contact) : TeamCommand;

/// <summary>A person finishes what is there and takes no more.</summary>
internal sealed record DrainWorker(string Contact) : TeamCommand;

/// <summary>A person who drains takes work again.</summary>
internal sealed record KeepWorker(string Contact) : TeamCommand;

/// <summary>A person is called by a pseudonym from now on, also in the past.</summary>
/// <param name="Contact">Who: a worker without live work, or somebody who was one.</param>
/// <param name="Pseudonym">The pseudonym.</param>
internal sealed record EraseWorker(string Contact, string Pseudonym) : TeamCommand;
