using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>A contact of a subscription, and what it was last told.</summary>
/// <param name="Key">What equal contacts share: the user's name for a local one, else the whole URI, in small letters.</param>
/// <param name="Spelled">The URI as the client spelled it.</param>
/// <param name="IsLocal">Whether a person of this system is meant; others are unknown.</param>
/// <param name="Sequence">That of the newest word of the person; -1 for none.</param>
/// <param name="State">The person's composed state.</param>
/// <param name="Document">The person's document without an entity, which all who watch share; null before the first word.</param>
internal sealed record SubscribedContact(
    string Key, string Spelled, bool IsLocal, long Sequence = -1, PresenceState State = PresenceState.Unknown, byte[]? Document = null);
