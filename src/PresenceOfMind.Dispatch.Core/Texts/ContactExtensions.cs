using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Texts;

/// <summary>Contacts as people write them.</summary>
public static class ContactExtensions
{
    /// <summary>A contact's key; what is no contact as it stands, for the rules to refuse.</summary>
    public static string AsContact(this string text) => ContactUri.TryParse(text, out var uri) ? uri.Key : text;
}
