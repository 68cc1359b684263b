using System.Diagnostics;

namespace PresenceOfMind.Dispatch.Routes;

/// <summary>When a condition holds.</summary>
internal static class ConditionRules
{
    /// <summary>How many levels of all, any and none a condition may have.</summary>
    public const int MaxDepth = 8;

    /// <summary>How many comparisons a condition may have in all.</summary>
    public const int MaxComparisons = 200;

    /// <summary>Whether a condition holds; null always does. The condition has passed <see cref="ConditionCheck"/>.</summary>
    public static bool Holds(Condition? condition, IFacts facts) => condition switch
    {
        null => true,
        { All: { } all } => all.All(c => Holds(c, facts)),
        { Any: { } any } => any.Any(c => Holds(c, facts)),
        { None: { } none } => !none.Any(c => Holds(c, facts)),
        _ => Compares(
            facts.Find(condition.Attribute!), condition.Operator, condition.Value is { } value ? Fact.Of(value) : Fact.Absent),
    };

    /// <summary>Whether a comparison holds.</summary>
    public static bool Compares(in Fact fact, ConditionOperator by, in Fact value) => by switch
    {
        ConditionOperator.Equals => fact.IsSame(value),
        ConditionOperator.NotEquals => !fact.IsSame(value),
        ConditionOperator.LessThan => fact.CompareTo(value) < 0,
        ConditionOperator.AtMost => fact.CompareTo(value) <= 0,
        ConditionOperator.MoreThan => fact.CompareTo(value) > 0,
        ConditionOperator.AtLeast => fact.CompareTo(value) >= 0,
        ConditionOperator.In => IsAmong(fact, value),
        ConditionOperator.Contains => fact.Kind == FactKind.List
            ? IsAmong(value, fact)
            : value.AsText is { } part && fact.AsText is { } whole && whole.Contains(part, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.StartsWith =>
            value.AsText is { } start && fact.AsText is { } text && text.StartsWith(start, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.Present => fact.Kind != FactKind.Absent,
        ConditionOperator.Absent => fact.Kind == FactKind.Absent,
        _ => throw new UnreachableException($"No rule compares by {by}."),
    };

    private static bool IsAmong(in Fact one, in Fact list)
    {
        foreach (var member in list.Members)
        {
            if (one.IsSame(member))
            {
                return true;
            }
        }

        return false;
    }
}
