namespace PresenceOfMind.Protocol;

/// <summary>What a presence list says of one contact.</summary>
/// <param name="ContactUri">The contact as the watcher spelled it.</param>
/// <param name="State">The person's overall state.</param>
public sealed record ContactPresence(string ContactUri, PresenceState State);
