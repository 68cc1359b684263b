using System.Text;
using System.Text.RegularExpressions;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>
/// The ways in which people write a contact: in any case, with or without a scheme that <see cref="ContactUri"/> knows or <c>mailto:</c>,
/// and with escapes (RFC 3986).
/// </summary>
/// <param name="contact">The contact's key.</param>
internal sealed class ContactSpelling(string contact)
{
    private const string Mail = "mailto:";

    /// <summary>
    /// A regular expression that finds the contact as a whole word; its group <c>scheme</c> is what stands before it like a scheme.
    /// </summary>
    public string Pattern { get; } =
        $@"(?<![\p{{L}}\p{{N}}@._+'-])(?i:(?<scheme>[a-z][a-z0-9+.-]*:)?{Spell(contact)})(?![\p{{L}}\p{{N}}@_-]|\.[\p{{L}}\p{{N}}])";

    /// <summary>Whether a text is the contact.</summary>
    public bool Is(string text) =>
        text.Contains('@', StringComparison.Ordinal) && ContactUri.TryParse(WithoutMail(text.Trim()), out var uri) && uri.Key == contact;

    /// <summary>Whether what stands before the contact is a part of it.</summary>
    public bool IsScheme(string text) => text.Length > 0 && Is(text + contact);

    private static string WithoutMail(string text) =>
        text.StartsWith(Mail, StringComparison.OrdinalIgnoreCase) ? text[Mail.Length..] : text;

    private static string Spell(string contact)
    {
        var pattern = new StringBuilder();
        foreach (var rune in contact.EnumerateRunes())
        {
            var escapes = rune.Value == '@' ? [] : ((Rune[])[rune, Rune.ToUpperInvariant(rune)]).Distinct().Select(Escape);
            pattern.Append("(?:").AppendJoin('|', escapes.Prepend(Regex.Escape(rune.ToString()))).Append(')');
        }

        return pattern.ToString();
    }

    private static string Escape(Rune rune) => string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(b => $"%{b:X2}"));
}
