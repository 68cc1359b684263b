using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>
/// Who a worker is: the key of a contact URI, <c>user@domain</c> in small letters, by which all that is stored names people. A request may
/// hold a contact as a person wrote it, until a rule has checked it and taken its key.
/// </summary>
[Personal(Personal.Contact)]
public readonly record struct Contact : ITextId<Contact>
{
    private readonly string? _text;

    /// <summary>The contact of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public Contact(string text) => _text = text;

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether it is a contact URI, in whatever spelling.</summary>
    public bool IsValid => ContactUri.TryParse(Value, out _);

    /// <summary>This contact as its key; what is no contact stays as it stands, for the rules to refuse.</summary>
    public Contact Key => Spelled(Value);

    /// <inheritdoc/>
    public static Contact Create(string text) => new(text);

    /// <summary>The key of a contact as people write it; what is no contact stays as it stands, for the rules to refuse.</summary>
    /// <param name="text">What somebody wrote.</param>
    public static Contact Spelled(string text) => new(ContactUri.TryParse(text, out var uri) ? uri.Key : text);

    /// <summary>The contact of a text that may lack, as it stands.</summary>
    public static Contact? FromNullable(string? text) => IdText.FromNullable<Contact>(text);

    /// <inheritdoc/>
    public static Contact Parse(string s, IFormatProvider? provider) => IdText.Parse<Contact>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Contact result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
