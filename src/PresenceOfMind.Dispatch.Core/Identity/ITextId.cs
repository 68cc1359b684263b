namespace PresenceOfMind.Dispatch.Core.Identity;

/// <summary>
/// An id: a text with a type of its own, so that the compiler tells ids of different kinds apart. Ids are compared by the UTF-16 code
/// units of their texts, and stored as texts. The default value has no text and cannot be stored; an id that may lack is nullable.
/// </summary>
/// <typeparam name="TSelf">The type of the id.</typeparam>
public interface ITextId<TSelf> : IEquatable<TSelf>, IParsable<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which has none.</exception>
    string Value { get; }

    /// <summary>The id of a text, as it stands. A rule checks the shape of a new id; an unknown id is looked up and not found.</summary>
    /// <param name="text">The text.</param>
    static abstract TSelf Create(string text);
}
