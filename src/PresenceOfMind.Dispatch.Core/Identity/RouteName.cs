using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>The name of a route: unique in its team.</summary>
[NotPersonal]
public readonly record struct RouteName : ITextId<RouteName>
{
    private readonly string? _text;

    /// <summary>The name of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public RouteName(string text) => _text = text;

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether it may be a new one, by its shape: see <see cref="IdText.IsValid"/>.</summary>
    public bool IsValid => IdText.IsValid(Value);

    /// <inheritdoc/>
    public static RouteName Create(string text) => new(text);

    /// <summary>The name of a text that may lack.</summary>
    public static RouteName? FromNullable(string? text) => IdText.FromNullable<RouteName>(text);

    /// <inheritdoc/>
    public static RouteName Parse(string s, IFormatProvider? provider) => IdText.Parse<RouteName>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RouteName result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
