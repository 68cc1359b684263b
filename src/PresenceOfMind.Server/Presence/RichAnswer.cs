using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>A contact's document as it is answered.</summary>
internal static class RichAnswer
{
    /// <summary>The document of a contact, whom it names as the client did.</summary>
    /// <param name="spelled">The URI as the client spelled it.</param>
    /// <param name="document">The known document, without an entity; null for an unknown person.</param>
    public static PidfDocument Compose(string spelled, byte[]? document) =>
        (document is null ? MergedDocument.Compose(PresenceState.Unknown) : PidfReader.Read(document)) with
        {
            Entity = ContactUri.WithScheme(spelled),
        };
}
