using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a route's settings.</summary>
public static class RouteCheck
{
    /// <summary>The most rules of a route.</summary>
    public const int MaxRules = 500;

    /// <summary>The most steps of a route, and the most skills or queues of a step.</summary>
    public const int MaxSteps = 100;

    public static void Check(RouteSettings route, SettingsFaults faults, string path)
    {
        faults.Require(route.Name.IsValid, SettingsFaults.Join(path, "name"), SettingsTexts.IdTakes);
        faults.RequireKnown(route.Queue, faults.Queues, "queue", SettingsFaults.Join(path, "queue"));
        faults.Require(route.Rules.Count <= MaxRules, SettingsFaults.Join(path, "rules"), $"A route has at most {MaxRules} rules.");
        faults.Require(route.Steps.Count <= MaxSteps, SettingsFaults.Join(path, "steps"), $"A route has at most {MaxSteps} steps.");
        for (var i = 0; i < Math.Min(route.Rules.Count, MaxRules); i++)
        {
            Check(route.Rules[i], faults, SettingsFaults.Join(path, $"rules[{i}]"));
        }

        for (var i = 0; i < Math.Min(route.Steps.Count, MaxSteps); i++)
        {
            var at = SettingsFaults.Join(path, $"steps[{i}]");
            Check(route.Steps[i], faults, at);
            faults.Require(
                i == 0 || route.Steps[i].AfterSeconds > route.Steps[i - 1].AfterSeconds,
                SettingsFaults.Join(at, "afterSeconds"),
                "Steps must be in the order of their times, each later than the one before.");
        }
    }

    private static void Check(RouteRule rule, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(rule, faults, path);
        ConditionCheck.Check(rule.When, TaskAttributeSource.Knows, ConditionCheck.OfTasks, faults, SettingsFaults.Join(path, "when"));
        faults.RequireKnown(rule.Queue, faults.Queues, "queue", SettingsFaults.Join(path, "queue"));
        RequirementCheck.Check(rule.Skills, rule.Labels, mayNameAttributes: true, faults, path);
    }

    private static void Check(RouteStep step, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(step, faults, path);
        faults.Require(
            step.Webhook is null || SettingsTexts.IsAddress(step.Webhook),
            SettingsFaults.Join(path, "webhook"),
            "webhook takes an absolute address with http or https.");
        faults.Require(
            step.DropSkills.Count <= MaxSteps,
            SettingsFaults.Join(path, "dropSkills"),
            $"A step drops at most {MaxSteps} skills.");
        faults.Require(step.AddQueues.Count <= MaxSteps, SettingsFaults.Join(path, "addQueues"), $"A step adds at most {MaxSteps} queues.");
        for (var i = 0; i < step.AddQueues.Count; i++)
        {
            faults.RequireKnown(step.AddQueues[i], faults.Queues, "queue", SettingsFaults.Join(path, $"addQueues[{i}]"));
        }
    }
}
