using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>The name of a source of presence: unique among those that report for a person.</summary>
[NotPersonal]
public readonly record struct SourceName : ITextId<SourceName>
{
    /// <summary>What the watcher of a Presence Web Service is called among the sources; a program takes another name.</summary>
    public static readonly SourceName Watcher = new("pws");

    /// <summary>What a program is called that gives itself no name.</summary>
    public static readonly SourceName Program = new("program");

    private readonly string? _text;

    /// <summary>The name of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public SourceName(string text) => _text = text;

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether a program may have it: by its shape (see <see cref="IdText.IsValid"/>), and not the watcher's.</summary>
    public bool IsValid => IdText.IsValid(Value) && this != Watcher;

    /// <inheritdoc/>
    public static SourceName Create(string text) => new(text);

    /// <summary>The name of a text that may lack.</summary>
    public static SourceName? FromNullable(string? text) => IdText.FromNullable<SourceName>(text);

    /// <inheritdoc/>
    public static SourceName Parse(string s, IFormatProvider? provider) => IdText.Parse<SourceName>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SourceName result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
