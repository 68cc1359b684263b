using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>The id of a task: unique in its team for ever.</summary>
[NotPersonal]
public readonly record struct TaskId : ITextId<TaskId>
{
    private readonly string? _text;

    /// <summary>The id of a text, as it stands.</summary>
    /// <param name="text">The text.</param>
    public TaskId(string text) => _text = text;

    /// <inheritdoc/>
    public string Value => IdText.Require(_text);

    /// <summary>Whether it may be a new one, by its shape: see <see cref="IdText.IsValid"/>.</summary>
    public bool IsValid => IdText.IsValid(Value);

    /// <inheritdoc/>
    public static TaskId Create(string text) => new(text);

    /// <summary>The id of a text that may lack.</summary>
    public static TaskId? FromNullable(string? text) => IdText.FromNullable<TaskId>(text);

    /// <inheritdoc/>
    public static TaskId Parse(string s, IFormatProvider? provider) => IdText.Parse<TaskId>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskId result) =>
        IdText.TryParse(s, out result);

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
