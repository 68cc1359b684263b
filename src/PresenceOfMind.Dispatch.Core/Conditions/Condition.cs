using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>
/// A condition as data: either a comparison (<see cref="Attribute"/>, <see cref="Operator"/> and a value), or one of
/// <see cref="All"/>, <see cref="Any"/> and <see cref="None"/>. Over a worker, attributes are <c>skills.NAME</c>, <c>labels.KEY</c>,
/// <c>tier</c> and <c>contact</c>; over a task, <c>attributes.PATH</c> (members parted by dots), <c>title</c>, <c>channel</c>,
/// <c>priority</c> and
/// <c>units</c>. At most 8 levels and 200 comparisons.
/// </summary>
public sealed record Condition
{
    /// <summary>The attribute that is compared.</summary>
    [NotPersonal]
    public string? Attribute { get; init; }

    /// <summary>The operator of the comparison. Default: equals.</summary>
    public ConditionOperator Operator { get; init; } = ConditionOperator.Equals;

    /// <summary>
    /// What it is compared with: a JSON text, number, truth value, or for <c>in</c> a list of them, as it stands in JSON.
    /// </summary>
    [Personal(Personal.Word)]
    public AttributeValue? Value { get; init; }

    /// <summary>All of these hold.</summary>
    public IReadOnlyList<Condition>? All { get; init; }

    /// <summary>One of these holds.</summary>
    public IReadOnlyList<Condition>? Any { get; init; }

    /// <summary>None of these holds.</summary>
    public IReadOnlyList<Condition>? None { get; init; }
}

/// <summary>
/// How two values are compared. A comparison that cannot be made (a list, an object, a text against a number, a truth value against
/// another kind, a path through something that is no object, but for <see cref="Present"/> and <see cref="Absent"/>) is not fulfilled
/// by any operator, nor is what <see cref="Condition.None"/> makes of it. What is absent (or null) fulfils <see cref="NotEquals"/> and
/// <see cref="Absent"/> only. A text counts as a number
/// where the whole of it is a JSON number: <c>"1200"</c> and <c>"1e6"</c>, not <c>"1,200"</c> or <c>"$12"</c>. Numbers are exact.
/// </summary>
public enum ConditionOperator
{
    /// <summary>The same; texts without case.</summary>
    Equals,

    /// <summary>Not the same, or absent.</summary>
    NotEquals,

    /// <summary>Less; texts by their characters, without case.</summary>
    LessThan,

    /// <summary>Less or the same.</summary>
    AtMost,

    /// <summary>More.</summary>
    MoreThan,

    /// <summary>More or the same.</summary>
    AtLeast,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>A text with this in it, without case, or a list with this as a member.</summary>
    Contains,

    /// <summary>A text that begins so, without case.</summary>
    StartsWith,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is not there.</summary>
    Absent,
}
