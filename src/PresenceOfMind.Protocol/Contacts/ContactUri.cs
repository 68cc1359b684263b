using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Protocol;

/// <summary>
/// Who is watched: <c>joe@example.com</c>, with or without <c>sip:</c> in front. User and domain compare without case,
/// and an answer repeats the URI as it was spelled. Source: PWS.
/// </summary>
public sealed class ContactUri : IEquatable<ContactUri>
{
    /// <summary>The most characters that a URI may have.</summary>
    public const int MaxLength = 1024;

    private const string Scheme = "sip:";

    private ContactUri(string text, string user, string domain)
    {
        Text = text;
        User = user;
        Domain = domain;
        Key = $"{user}@{domain}".ToLowerInvariant();
    }

    /// <summary>The URI as it was spelled, without white space around it.</summary>
    public string Text { get; }

    /// <summary>The part before the <c>@</c>, as it was spelled, without <c>sip:</c>.</summary>
    public string User { get; }

    /// <summary>The part after the <c>@</c>, as it was spelled: a domain, or a node's name or address.</summary>
    public string Domain { get; }

    /// <summary>What equal URIs share: <c>user@domain</c> in small letters, without <c>sip:</c>.</summary>
    public string Key { get; }

    /// <summary>Reads a URI.</summary>
    /// <returns>False where the text is empty or not of the form <c>user@domain</c>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ContactUri? uri)
    {
        uri = null;
        var spelled = text?.Trim() ?? "";
        var from = spelled.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Scheme.Length : 0;
        var at = spelled.IndexOf('@', StringComparison.Ordinal);
        if (spelled.Length > MaxLength || at <= from || at == spelled.Length - 1 || at != spelled.LastIndexOf('@') || !IsPlain(spelled))
        {
            return false;
        }

        uri = new ContactUri(spelled, spelled[from..at], spelled[(at + 1)..]);
        return true;
    }

    /// <summary>Reads a URI that must be one.</summary>
    /// <exception cref="PwsException">143 where the text is null or empty, 124 where it is malformed.</exception>
    public static ContactUri Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new PwsException(PwsErrorCode.ContactEmpty);
        }

        return TryParse(text, out var uri)
            ? uri
            : throw new PwsException(PwsErrorCode.ContactMalformed, $"{Quote.Of(text)} is no contact URI of the form user@domain.");
    }

    /// <summary>The URI of a user of a domain, without <c>sip:</c>.</summary>
    /// <exception cref="PwsException">143 or 124 where the two make no URI.</exception>
    public static ContactUri Of(string user, string domain) => Parse($"{user}@{domain}");

    /// <inheritdoc/>
    public bool Equals(ContactUri? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ContactUri);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ';' or ',')
            {
                return false;
            }
        }

        return XmlChars.AreValid(text);
    }
}
