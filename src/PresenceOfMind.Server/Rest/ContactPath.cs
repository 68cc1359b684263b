using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Rest;

/// <summary>Contacts in a path, with a semicolon between them.</summary>
internal static class ContactPath
{
    /// <summary>The contacts of a path.</summary>
    /// <exception cref="PwsException">143 where there is none, or an empty one.</exception>
    public static IReadOnlyList<string> Split(string? path)
    {
        // The web server leaves a slash escaped; every other character comes as it is meant.
        var contacts = (path ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Split(';');
        return contacts.Any(string.IsNullOrWhiteSpace) ? throw new PwsException(PwsErrorCode.ContactEmpty) : contacts;
    }
}
