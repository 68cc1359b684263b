using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Core.Texts;

/// <summary>What a task may be.</summary>
public static class TaskLimits
{
    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The longest attributes, in characters of JSON without white space.</summary>
    public const int MaxAttributesLength = 16_384;

    /// <summary>The deepest attributes.</summary>
    public const int MaxAttributesDepth = 16;

    public static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 4000;

    /// <summary>What is wrong with a reason; null where nothing is.</summary>
    public static Refusal? CheckReason(string? reason) =>
        reason is null || (reason.Length > 0 && FreeText.IsWithin(reason, MaxReasonLength) && FreeText.IsLine(reason))
        ? null
        : Refusal.Invalid("reason", $"A reason is one line of 1 to {MaxReasonLength} characters, without control characters.");

    /// <summary>What is wrong with a note; null where nothing is.</summary>
    public static Refusal? CheckNote(string? note, string field = "note") =>
        note is null || (note.Length > 0 && FreeText.IsWithin(note, MaxNoteLength) && FreeText.IsText(note))
        ? null
        : Refusal.Invalid(field, $"A note has 1 to {MaxNoteLength} characters and no control characters but ends of lines.");

    /// <summary>What is wrong with a title; null where nothing is.</summary>
    public static Refusal? CheckTitle(string title)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            return Refusal.Invalid("title", "A task needs a title: say what is to be done.");
        }

        return !FreeText.IsWithin(title, MaxTitleLength) || !FreeText.IsLine(title)
            ? Refusal.Invalid(
                "title",
                $"A title is one line of at most {MaxTitleLength} characters, without control characters; put more into attributes.")
            : null;
    }

    /// <summary>What is wrong with attributes.</summary>
    public static Refusal Attributes { get; } = Refusal.Invalid(
        "attributes",
        "Attributes are a JSON object with each member once, "
            + $"at most {MaxAttributesDepth} deep and {MaxAttributesLength} characters long.");
}
