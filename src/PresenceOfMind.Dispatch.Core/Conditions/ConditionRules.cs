using System.Diagnostics;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>When a condition holds.</summary>
public static class ConditionRules
{
    /// <summary>How many levels of all, any and none a condition may have.</summary>
    public const int MaxDepth = 8;

    /// <summary>How many comparisons a condition may have in all.</summary>
    public const int MaxComparisons = 200;

    /// <summary>Whether a condition holds; null always does. The condition has passed the check of settings.</summary>
    public static bool Holds(Condition? condition, IAttributeSource facts) => Judge(condition, facts) == ConditionResult.Holds;

    /// <summary>What a condition comes to; null always holds. The condition has passed the check of settings.</summary>
    public static ConditionResult Judge(Condition? condition, IAttributeSource facts) => condition switch
    {
        null => ConditionResult.Holds,
        { All: { } all } => All(all, facts),
        { Any: { } any } => Any(any, facts),
        { None: { } none } => Not(Any(none, facts)),
        _ => Compare(facts.Find(condition.Attribute!), condition.Operator, Value(condition)),
    };

    /// <summary>What a comparison comes to: <see cref="ConditionResult.Unknown"/> where it cannot be made.</summary>
    public static ConditionResult Compare(in AttributeValue fact, ConditionOperator by, in AttributeValue value) => by switch
    {
        ConditionOperator.Present => From(fact.IsThere),
        ConditionOperator.Absent => From(!fact.IsThere),
        ConditionOperator.Equals => fact.IsSame(value),
        ConditionOperator.NotEquals => Not(fact.IsSame(value)),
        ConditionOperator.In => IsAmong(fact, value),
        _ when fact.Kind == AttributeValueKind.Absent => ConditionResult.Fails,
        ConditionOperator.LessThan => From(fact.CompareTo(value) is { } order ? order < 0 : null),
        ConditionOperator.AtMost => From(fact.CompareTo(value) is { } order ? order <= 0 : null),
        ConditionOperator.MoreThan => From(fact.CompareTo(value) is { } order ? order > 0 : null),
        ConditionOperator.AtLeast => From(fact.CompareTo(value) is { } order ? order >= 0 : null),
        ConditionOperator.Contains when fact.Kind == AttributeValueKind.List => IsAmong(value, fact),
        ConditionOperator.Contains => From(
            AreTexts(fact, value) ? fact.AsText!.Contains(value.AsText!, StringComparison.OrdinalIgnoreCase) : null),
        ConditionOperator.StartsWith => From(
            AreTexts(fact, value) ? fact.AsText!.StartsWith(value.AsText!, StringComparison.OrdinalIgnoreCase) : null),
        _ => throw new UnreachableException($"No rule compares by {by}."),
    };

    /// <summary>The comparisons of a condition that cannot be made, in words.</summary>
    public static IEnumerable<string> NotMade(Condition? condition, IAttributeSource facts)
    {
        if (condition is null)
        {
            return [];
        }

        if ((condition.All ?? condition.Any ?? condition.None) is { } parts)
        {
            return parts.SelectMany(p => NotMade(p, facts));
        }

        var fact = facts.Find(condition.Attribute!);
        return Compare(fact, condition.Operator, Value(condition)) == ConditionResult.Unknown
            ? [$"{condition.Attribute} is {fact.Described}, which cannot be compared with {Value(condition).Described}"]
            : [];
    }

    private static AttributeValue Value(Condition condition) => condition.Value ?? AttributeValue.Absent;

    private static ConditionResult All(IReadOnlyList<Condition> parts, IAttributeSource facts)
    {
        var least = ConditionResult.Holds;
        for (var i = 0; i < parts.Count && least != ConditionResult.Fails; i++)
        {
            least = (ConditionResult)Math.Min((int)least, (int)Judge(parts[i], facts));
        }

        return least;
    }

    private static ConditionResult Any(IReadOnlyList<Condition> parts, IAttributeSource facts)
    {
        var greatest = ConditionResult.Fails;
        for (var i = 0; i < parts.Count && greatest != ConditionResult.Holds; i++)
        {
            greatest = (ConditionResult)Math.Max((int)greatest, (int)Judge(parts[i], facts));
        }

        return greatest;
    }

    private static ConditionResult IsAmong(in AttributeValue one, in AttributeValue list)
    {
        var greatest = ConditionResult.Fails;
        foreach (var member in list.Members)
        {
            greatest = (ConditionResult)Math.Max((int)greatest, (int)one.IsSame(member));
        }

        return greatest;
    }

    private static bool AreTexts(in AttributeValue a, in AttributeValue b) =>
        a.Kind == AttributeValueKind.Text && b.Kind == AttributeValueKind.Text;

    private static ConditionResult Not(ConditionResult verdict) => (ConditionResult)((int)ConditionResult.Holds - (int)verdict);

    private static ConditionResult From(bool? holds) => holds switch
    {
        true => ConditionResult.Holds,
        false => ConditionResult.Fails,
        null => ConditionResult.Unknown,
    };
}
