using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a condition.</summary>
public static class ConditionCheck
{
    /// <summary>What conditions over workers may look at.</summary>
    public const string OfWorkers = "skills.NAME, labels.KEY, tier or contact";

    /// <summary>What conditions over tasks may look at.</summary>
    public const string OfTasks = "attributes.PATH, title, channel, priority or units";

    /// <summary>The longest attribute, text or number, in characters.</summary>
    private const int MaxText = 200;

    /// <summary>The most members of a list that a value is compared with.</summary>
    private const int MaxList = 1000;

    /// <summary>Checks a condition.</summary>
    /// <param name="condition">The condition; null always holds.</param>
    /// <param name="knows">Whether a text names an attribute.</param>
    /// <param name="known">What may be named, in words.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="path">The condition's path.</param>
    public static void Check(Condition? condition, Predicate<string> knows, string known, SettingsFaults faults, string path)
    {
        if (condition is not null)
        {
            var left = ConditionRules.MaxComparisons;
            Check(condition, 1, ref left, knows, known, faults, path);
            faults.Require(left >= 0, path, $"A condition has at most {ConditionRules.MaxComparisons} comparisons.");
        }
    }

    private static void Check(
        Condition condition, int depth, ref int left, Predicate<string> knows, string known, SettingsFaults faults, string path)
    {
        if (depth > ConditionRules.MaxDepth)
        {
            faults.Add(path, $"A condition has at most {ConditionRules.MaxDepth} levels.");
            return;
        }

        (string Member, IReadOnlyList<Condition>? Of)[] groups = [("all", condition.All), ("any", condition.Any), ("none", condition.None)];
        var given = groups.Count(g => g.Of is not null) + (condition.Attribute is null ? 0 : 1);
        if (given != 1)
        {
            faults.Add(path, "A condition has exactly one of attribute, all, any and none.");
            return;
        }

        if (condition.Attribute is { } attribute)
        {
            left--;
            Check(condition, attribute, knows, known, faults, path);
            return;
        }

        faults.Require(condition.Value is null, SettingsFaults.Join(path, "value"), "Give a value only together with an attribute.");
        var (member, parts) = groups.First(g => g.Of is not null);
        faults.Require(parts!.Count > 0, SettingsFaults.Join(path, member), $"{member} needs at least one condition.");
        for (var i = 0; i < parts.Count && left >= 0; i++)
        {
            Check(parts[i], depth + 1, ref left, knows, known, faults, SettingsFaults.Join(path, $"{member}[{i}]"));
        }
    }

    private static void Check(
        Condition condition, string attribute, Predicate<string> knows, string known, SettingsFaults faults, string path)
    {
        faults.Require(
            attribute.Length <= MaxText && knows(attribute),
            SettingsFaults.Join(path, "attribute"),
            $"attribute takes {known}.");
        var value = condition.Value is { IsThere: true } given ? given : (AttributeValue?)null;
        var at = SettingsFaults.Join(path, "value");
        switch (condition.Operator)
        {
            case ConditionOperator.Present or ConditionOperator.Absent:
                faults.Require(value is null, at, "present and absent take no value.");
                break;
            case ConditionOperator.In:
                faults.Require(
                    value is { Kind: AttributeValueKind.List, Members: { Count: > 0 and <= MaxList } members } && members.All(IsPlain),
                    at,
                    $"in takes a list of 1 to {MaxList} texts, numbers or truth values.");
                break;
            case ConditionOperator.StartsWith:
                faults.Require(
                    value is { Kind: AttributeValueKind.Text } text && IsPlain(text),
                    at,
                    $"starts-with takes a text of at most {MaxText} characters.");
                break;
            case ConditionOperator.LessThan or ConditionOperator.AtMost or ConditionOperator.MoreThan or ConditionOperator.AtLeast:
                faults.Require(
                    value is { Kind: AttributeValueKind.Text or AttributeValueKind.Number } ordered && IsPlain(ordered),
                    at,
                    "This takes a number, or a text to compare by its characters.");
                break;
            default:
                faults.Require(
                    value is { } one && IsPlain(one),
                    at,
                    $"This takes a text of at most {MaxText} characters, a number or a truth value.");
                break;
        }
    }

    private static bool IsPlain(AttributeValue value) => value.Kind == AttributeValueKind.Truth || value.AsText is { Length: <= MaxText };
}
