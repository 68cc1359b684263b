using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Routes;

/// <summary>How a route chooses.</summary>
internal static class Routing
{
    /// <summary>The choice of the first rule whose condition holds, or the route's own queue where none does.</summary>
    public static RouteChoice Choose(RouteSettings route, TaskFacts task)
    {
        for (var i = 0; i < route.Rules.Count; i++)
        {
            var rule = route.Rules[i];
            if (ConditionRules.Holds(rule.When, task))
            {
                return new RouteChoice(rule.Queue, i, rule.Priority, rule.Skills, [.. Settle(rule.Labels, task)]);
            }
        }

        return new RouteChoice(route.Queue, null, null, [], []);
    }

    /// <summary>Labels with the task's values in place of its attributes; without those whose attribute the task lacks.</summary>
    private static IEnumerable<LabelRequirement> Settle(IReadOnlyList<LabelRequirement> labels, TaskFacts task)
    {
        foreach (var label in labels)
        {
            if (label.Attribute is not { } attribute)
            {
                yield return label;
            }
            else if (task.Find(attribute).Spelled is { } value)
            {
                yield return label with { Attribute = null, Value = value };
            }
        }
    }
}
