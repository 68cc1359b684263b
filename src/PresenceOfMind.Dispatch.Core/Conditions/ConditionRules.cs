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
    public static bool Holds(Condition? condition, IFacts facts) => Judge(condition, facts) == Verdict.Holds;

    /// <summary>What a condition comes to; null always holds. The condition has passed the check of settings.</summary>
    public static Verdict Judge(Condition? condition, IFacts facts) => condition switch
    {
        null => Verdict.Holds,
        { All: { } all } => All(all, facts),
        { Any: { } any } => Any(any, facts),
        { None: { } none } => Not(Any(none, facts)),
        _ => Compare(facts.Find(condition.Attribute!), condition.Operator, Value(condition)),
    };

    /// <summary>What a comparison comes to: <see cref="Verdict.Unknown"/> where it cannot be made.</summary>
    public static Verdict Compare(in Fact fact, ConditionOperator by, in Fact value) => by switch
    {
        ConditionOperator.Present => From(fact.IsThere),
        ConditionOperator.Absent => From(!fact.IsThere),
        ConditionOperator.Equals => fact.IsSame(value),
        ConditionOperator.NotEquals => Not(fact.IsSame(value)),
        ConditionOperator.In => IsAmong(fact, value),
        _ when fact.Kind == FactKind.Absent => Verdict.Fails,
        ConditionOperator.LessThan => From(fact.CompareTo(value) is { } order ? order < 0 : null),
        ConditionOperator.AtMost => From(fact.CompareTo(value) is { } order ? order <= 0 : null),
        ConditionOperator.MoreThan => From(fact.CompareTo(value) is { } order ? order > 0 : null),
        ConditionOperator.AtLeast => From(fact.CompareTo(value) is { } order ? order >= 0 : null),
        ConditionOperator.Contains when fact.Kind == FactKind.List => IsAmong(value, fact),
        ConditionOperator.Contains => From(AreTexts(fact, value) ? fact.AsText!.Contains(value.AsText!, StringComparison.OrdinalIgnoreCase) : null),
        ConditionOperator.StartsWith => From(AreTexts(fact, value) ? fact.AsText!.StartsWith(value.AsText!, StringComparison.OrdinalIgnoreCase) : null),
        _ => throw new UnreachableException($"No rule compares by {by}."),
    };

    /// <summary>The comparisons of a condition that cannot be made, in words.</summary>
    public static IEnumerable<string> NotMade(Condition? condition, IFacts facts)
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
        return Compare(fact, condition.Operator, Value(condition)) == Verdict.Unknown
            ? [$"{condition.Attribute} is {fact.Described}, which cannot be compared with {Value(condition).Described}"]
            : [];
    }

    private static Fact Value(Condition condition) => condition.Value ?? Fact.Absent;

    private static Verdict All(IReadOnlyList<Condition> parts, IFacts facts)
    {
        var least = Verdict.Holds;
        for (var i = 0; i < parts.Count && least != Verdict.Fails; i++)
        {
            least = (Verdict)Math.Min((int)least, (int)Judge(parts[i], facts));
        }

        return least;
    }

    private static Verdict Any(IReadOnlyList<Condition> parts, IFacts facts)
    {
        var greatest = Verdict.Fails;
        for (var i = 0; i < parts.Count && greatest != Verdict.Holds; i++)
        {
            greatest = (Verdict)Math.Max((int)greatest, (int)Judge(parts[i], facts));
        }

        return greatest;
    }

    private static Verdict IsAmong(in Fact one, in Fact list)
    {
        var greatest = Verdict.Fails;
        foreach (var member in list.Members)
        {
            greatest = (Verdict)Math.Max((int)greatest, (int)one.IsSame(member));
        }

        return greatest;
    }

    private static bool AreTexts(in Fact a, in Fact b) => a.Kind == FactKind.Text && b.Kind == FactKind.Text;

    private static Verdict Not(Verdict verdict) => (Verdict)((int)Verdict.Holds - (int)verdict);

    private static Verdict From(bool? holds) => holds switch
    {
        true => Verdict.Holds,
        false => Verdict.Fails,
        null => Verdict.Unknown,
    };
}
