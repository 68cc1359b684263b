namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>Kinds of values that conditions compare.</summary>
public enum AttributeValueKind
{
    /// <summary>Nothing is there.</summary>
    Absent,

    /// <summary>Nothing is there, since the path leads through a value that is no object; it cannot be compared.</summary>
    Unreachable,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Map,
}
