namespace PresenceOfMind.Protocol.Pidf;

/// <summary>
/// An element of a PIDF document that is kept and given back: an activity, a capability, or whatever this library does
/// not know.
/// </summary>
public sealed record PidfElement
{
    /// <summary>The element's local name.</summary>
    public required string Name { get; init; }

    /// <summary>Its text, without white space around it; null, the default, where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The namespace that it came in; null for none. Known elements are written in the namespace of theirs.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its attributes by local name; those of other namespaces than XML's are dropped.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>The elements in it.</summary>
    public IReadOnlyList<PidfElement> Children { get; init; } = [];

    /// <summary>An attribute's value; null where it is absent or blank.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Key == name)
            {
                return attribute.Value.Trim() is { Length: > 0 } value ? value : null;
            }
        }

        return null;
    }
}
