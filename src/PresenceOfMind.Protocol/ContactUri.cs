using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Protocol;

/// <summary>
/// Who is watched: <c>joe@example.com</c>, with or without a scheme in front (<c>sip:</c>, <c>sips:</c>, <c>pres:</c>, <c>im:</c>),
/// which all mean the same person. User and domain compare without case and escapes, and an answer repeats the URI as it was
/// spelled. Sources: PWS; RFC 3986, 6.2.2, for escapes.
/// </summary>
public sealed class ContactUri : IEquatable<ContactUri>
{
    /// <summary>The most characters that a URI may have.</summary>
    public const int MaxLength = 1024;

    private static readonly string[] Schemes = ["sip:", "sips:", "pres:", "im:"];

    /// <summary>What stands for something else than itself in a URI, so that its escape cannot be left out.</summary>
    private static readonly SearchValues<char> Reserved = SearchValues.Create("@:;,/?#<>\"%");

    private ContactUri(string text, string user, string domain)
    {
        Text = text;
        User = user;
        Domain = domain;
        Key = $"{user}@{domain}".ToLowerInvariant();
    }

    /// <summary>The URI as it was spelled, without white space around it.</summary>
    public string Text { get; }

    /// <summary>The part before the <c>@</c>, without a scheme and without escapes, in the case in which it was spelled.</summary>
    public string User { get; }

    /// <summary>The part after the <c>@</c>, as it was spelled: a domain, or a node's name or address.</summary>
    public string Domain { get; }

    /// <summary>What equal URIs share: <c>user@domain</c> in small letters, without scheme and escapes.</summary>
    public string Key { get; }

    /// <summary>Reads a URI.</summary>
    /// <returns>False where the text is empty or not of the form <c>user@domain</c>, has another scheme, a path or a slash.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ContactUri? uri)
    {
        uri = null;
        var spelled = text?.Trim() ?? "";
        var from = SchemeLength(spelled);
        var at = spelled.IndexOf('@', StringComparison.Ordinal);
        if (spelled.Length > MaxLength || at <= from || at == spelled.Length - 1 || at != spelled.LastIndexOf('@') || !IsPlain(spelled))
        {
            return false;
        }

        var user = spelled[from..at];
        if (user.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        uri = new ContactUri(spelled, Unescape(user), Unescape(spelled[(at + 1)..]));
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
            : throw new PwsException(PwsErrorCode.ContactMalformed, $"{Quote.Format(text)} is no contact URI of the form user@domain.");
    }

    /// <inheritdoc/>
    public bool Equals(ContactUri? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ContactUri);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The user in a name or a URI: <c>joe</c> in <c>joe</c>, in <c>sip:joe@example.com</c> and in <c>pres:joe</c>.</summary>
    /// <param name="text">A name, or a URI.</param>
    /// <returns>The text itself, without white space around it, where there is neither a scheme nor a domain.</returns>
    public static string GetUser(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spelled = text.Trim();
        return TryParse(spelled, out var uri) ? uri.User : spelled[SchemeLength(spelled)..].Split('@')[0].Trim();
    }

    /// <summary>A URI with a scheme in front: its own, or <c>sip:</c> where it has none.</summary>
    /// <param name="spelled">The URI as it is spelled.</param>
    public static string WithScheme(string spelled)
    {
        ArgumentNullException.ThrowIfNull(spelled);
        return SchemeLength(spelled) > 0 ? spelled : Schemes[0] + spelled;
    }

    /// <summary>A URI without its scheme, where it has one.</summary>
    /// <param name="spelled">The URI as it is spelled.</param>
    public static string WithoutScheme(string spelled)
    {
        ArgumentNullException.ThrowIfNull(spelled);
        return spelled[SchemeLength(spelled)..];
    }

    private static int SchemeLength(string text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme.Length;
            }
        }

        return 0;
    }

    // An escape of what needs none means the same as the character; the others stay, since they mean another person.
    private static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = Uri.UnescapeDataString(text);
        return plain.Length > 0 && plain.AsSpan().IndexOfAny(Reserved) < 0 && IsPlain(plain) ? plain : text;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ';' or ',' or '/')
            {
                return false;
            }
        }

        return XmlChars.AreValid(text);
    }
}
