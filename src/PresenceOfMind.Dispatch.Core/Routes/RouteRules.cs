using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Routes;

/// <summary>How a route chooses.</summary>
public static class RouteRules
{
    /// <summary>The choice of the first rule whose condition holds, or the route's own queue where none does.</summary>
    public static RouteResult Choose(RouteSettings route, TaskAttributeSource task)
    {
        for (var i = 0; i < route.Rules.Count; i++)
        {
            var rule = route.Rules[i];
            if (ConditionRules.Holds(rule.When, task))
            {
                return new RouteResult(rule.Queue, i, rule.Priority, rule.Skills, [.. Settle(rule.Labels, task)]);
            }
        }

        return new RouteResult(route.Queue, null, null, [], []);
    }

    /// <summary>The rules that came before the one that chose and that needed a comparison that cannot be made, in words.</summary>
    public static IEnumerable<string> PassedOver(RouteSettings route, TaskAttributeSource task)
    {
        for (var i = 0; i < route.Rules.Count; i++)
        {
            switch (ConditionRules.Judge(route.Rules[i].When, task))
            {
                case ConditionResult.Holds:
                    yield break;
                case ConditionResult.Unknown:
                    yield return $"Rule {i + 1} of route {route.Name} was passed over: "
                        + $"{ConditionRules.NotMade(route.Rules[i].When, task).First()}.";
                    break;
            }
        }
    }

    /// <summary>
    /// Labels with the task's values in place of its attributes; without those whose attribute the task lacks. A label keeps its
    /// attribute, and has no value, where the value cannot be compared.
    /// </summary>
    private static IEnumerable<LabelRequirement> Settle(IReadOnlyList<LabelRequirement> labels, TaskAttributeSource task)
    {
        foreach (var label in labels)
        {
            if (label.Attribute is not { } attribute)
            {
                yield return label;
            }
            else if (task.Find(attribute) is { Kind: not AttributeValueKind.Absent } fact)
            {
                yield return Spell(fact, label.Operator) is { } value ? label with { Attribute = null, Value = value } : label;
            }
        }
    }

    /// <summary>A truth value has no order and no characters.</summary>
    private static string? Spell(in AttributeValue fact, ConditionOperator by) =>
        fact.Kind == AttributeValueKind.Truth && by is not (ConditionOperator.Equals or ConditionOperator.NotEquals) ? null : fact.Spelled;
}
