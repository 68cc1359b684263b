using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>The name of a team: unique in its dispatcher.</summary>
[NotPersonal]
public readonly record struct TeamName : ITextId<TeamName>
{
    private readonly string? _text;

    /// <summary>The name of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public TeamName(string text) => _text = text;

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether it may be a new one, by its shape: see <see cref="IdText.IsValid"/>.</summary>
    public bool IsValid => IdText.IsValid(Value);

    /// <inheritdoc/>
    public static TeamName Create(string text) => new(text);

    /// <summary>The name of a text that may lack.</summary>
    public static TeamName? FromNullable(string? text) => IdText.FromNullable<TeamName>(text);

    /// <inheritdoc/>
    public static TeamName Parse(string s, IFormatProvider? provider) => IdText.Parse<TeamName>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TeamName result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
