using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>What all ids share: the shape of those that a user chooses, and how a text becomes an id.</summary>
public static class IdText
{
    /// <summary>The longest id that a user chooses, in characters.</summary>
    public const int MaxLength = 100;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    /// <summary>Whether a text may be the id of a new task, team or part of a configuration: it stands in paths as it is.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAnyExcept(Allowed) && text.AsSpan().ContainsAnyExcept('.');

    /// <summary>The text of an id.</summary>
    /// <param name="text">The text; null for the default value of its type.</param>
    /// <exception cref="InvalidOperationException">It is the default value.</exception>
    internal static string Require(string? text) =>
        text ?? throw new InvalidOperationException("The default value of an id has no text; use a nullable id for none.");

    /// <summary>The id of a text that may lack.</summary>
    internal static T? FromNullable<T>(string? text)
        where T : struct, ITextId<T> => text is null ? null : T.Create(text);

    /// <summary>The id in a path or a query. An empty text is none; whether there is such an id, who looks it up finds out.</summary>
    internal static bool TryParse<T>([NotNullWhen(true)] string? text, out T id)
        where T : struct, ITextId<T>
    {
        id = string.IsNullOrEmpty(text) ? default : T.Create(text);
        return !string.IsNullOrEmpty(text);
    }

    /// <inheritdoc cref="TryParse{T}"/>
    /// <exception cref="FormatException">The text is empty.</exception>
    internal static T Parse<T>(string text)
        where T : struct, ITextId<T> =>
        TryParse<T>(text, out var id) ? id : throw new FormatException("An id has at least one character.");
}
