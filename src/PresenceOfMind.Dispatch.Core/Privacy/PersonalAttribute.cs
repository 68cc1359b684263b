namespace PresenceOfMind.Dispatch.Core.Privacy;

/// <summary>
/// Says that a stored member may name a person, and how; erasure follows these marks. Each text of an event, a snapshot or a row has this
/// mark or <see cref="NotPersonalAttribute"/>. On a dictionary it means the keys, and the values where these are texts. An id has the mark
/// on its type, and then no member of that type has one.
/// </summary>
/// <param name="kind">How it may name a person.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Struct)]
public sealed class PersonalAttribute(Personal kind) : Attribute
{
    /// <summary>How it may name a person.</summary>
    public Personal Kind { get; } = kind;

    /// <summary>
    /// For <see cref="Personal.Name"/>: the member of the same object that holds the contact of the person with this name.
    /// </summary>
    public string? Of { get; init; }
}

/// <summary>
/// Says that a stored member names no person: an identifier, the name of a part of the configuration, a code, an address of a program, or
/// a text that the program makes of such.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Struct)]
public sealed class NotPersonalAttribute : Attribute;

/// <summary>How a member may name a person, and so what erasure does with it.</summary>
public enum Personal
{
    /// <summary>A contact, or a list of them. It is replaced where it is the person's.</summary>
    Contact,

    /// <summary>A person's name. It is replaced where the contact beside it is the person's.</summary>
    Name,

    /// <summary>What people wrote. Contact and names are replaced where they stand as whole words.</summary>
    Text,

    /// <summary>A text that holds JSON, of which every value is what people wrote.</summary>
    Json,

    /// <summary>
    /// The text of an iCalendar file (RFC 5545). It is a text but for the lines that say when, and so must stay as they are.
    /// </summary>
    ICalendar,

    /// <summary>
    /// A word that people chose and that is compared as a whole: a skill, a label, an outcome. It is replaced where it is the contact. A
    /// word that equals a name stays, since it may mean something else.
    /// </summary>
    Word,
}
