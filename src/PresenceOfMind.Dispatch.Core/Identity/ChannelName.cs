using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>The name of a channel, a kind of work. Channels come to be when a task or a setting names them.</summary>
[NotPersonal]
public readonly record struct ChannelName : ITextId<ChannelName>
{
    private readonly string? _text;

    /// <summary>The name of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public ChannelName(string text) => _text = text;

    /// <summary>The channel of a task that names none.</summary>
    public static ChannelName Default { get; } = new("default");

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether it may be a new one, by its shape: see <see cref="IdText.IsValid"/>.</summary>
    public bool IsValid => IdText.IsValid(Value);

    /// <inheritdoc/>
    public static ChannelName Create(string text) => new(text);

    /// <summary>The name of a text that may lack.</summary>
    public static ChannelName? FromNullable(string? text) => IdText.FromNullable<ChannelName>(text);

    /// <inheritdoc/>
    public static ChannelName Parse(string s, IFormatProvider? provider) => IdText.Parse<ChannelName>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ChannelName result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
