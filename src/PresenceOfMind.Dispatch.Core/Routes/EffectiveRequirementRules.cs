using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Routes;

/// <summary>What a task needs: what it asks for itself, what its route adds, and what waiting has changed about that.</summary>
public static class EffectiveRequirementRules
{
    /// <summary>Works out a need.</summary>
    /// <param name="parts">The configuration.</param>
    /// <param name="spec">What the task asks for.</param>
    /// <param name="facts">What the route may look at.</param>
    /// <param name="steps">How many of the route's steps are done.</param>
    /// <param name="waited">How long ago it first entered a queue.</param>
    /// <param name="queue">The queue where neither the task nor a route names one.</param>
    public static EffectiveRequirements Compute(
        TeamParts parts, TaskSpec spec, TaskAttributeSource? facts, int steps, TimeSpan waited, QueueName queue)
    {
        var route = spec.Route is { } name ? parts.Routes.Find(name)?.Settings : null;
        var need = Plain(spec, spec.Queue ?? queue);
        if (route is not null && facts is not null)
        {
            var choice = RouteRules.Choose(route, facts);
            need = need with
            {
                Queue = choice.Queue,
                Priority = choice.Priority ?? need.Priority,
                Skills = choice.Skills.Count == 0 ? need.Skills : [.. need.Skills, .. choice.Skills],
                Labels = choice.Labels.Count == 0 ? need.Labels : [.. need.Labels, .. choice.Labels],
            };
            for (var i = 0; i < Math.Min(steps, route.Steps.Count); i++)
            {
                need = After(need, route.Steps[i]);
            }
        }

        return waited > TimeSpan.Zero ? Without(need, waited) : need;
    }

    /// <summary>What a task needs now that waits on in its queue.</summary>
    public static EffectiveRequirements Now(TeamParts parts, TaskItem task, int steps, TeamTime at)
    {
        var need = KeepNames(Compute(parts, task.Spec, Facts(parts, task), steps, at.Elapsed - task.Queued.Elapsed, task.Need.Queue), task);
        return Stay(need, task.Need.Queue);
    }

    /// <summary>A need with the names and exclusions that a task has now: those that an overflow dropped do not come back.</summary>
    public static EffectiveRequirements KeepNames(EffectiveRequirements need, TaskItem task) =>
        need with { Named = task.Need.Named, Excluded = task.Need.Excluded };

    /// <summary>A need in another queue than the route would choose now.</summary>
    public static EffectiveRequirements Stay(EffectiveRequirements need, QueueName queue) => need.Queue == queue
        ? need
        : need with { Queue = queue, AlsoQueues = [.. need.AlsoQueues.Where(q => q != queue)] };

    /// <summary>What a task's route may look at; null where it has none.</summary>
    public static TaskAttributeSource? Facts(TeamParts parts, TaskItem task) => task.Spec.Route is null ? null : AllFacts(parts, task);

    /// <summary>What conditions can ask of a task.</summary>
    public static TaskAttributeSource AllFacts(TeamParts parts, TaskItem task) => Facts(parts, task.Title, task.Spec, task.Attributes);

    /// <summary>What conditions can ask of a task that says this.</summary>
    public static TaskAttributeSource Facts(TeamParts parts, string title, TaskSpec spec, string? attributes) =>
        new(title, spec.Channel, spec.Priority, spec.Units, attributes is null ? null : parts.Attributes.Read(attributes));

    /// <summary>When the next requirement expires; null for never.</summary>
    /// <param name="need">What the task needs.</param>
    /// <param name="queued">When it first entered a queue, by the team's own time.</param>
    public static TimeSpan? NextExpiry(EffectiveRequirements need, TimeSpan queued)
    {
        int? first = null;
        for (var i = 0; i < need.Skills.Count; i++)
        {
            first = Earlier(first, need.Skills[i].ExpiresAfterSeconds);
        }

        for (var i = 0; i < need.Labels.Count; i++)
        {
            first = Earlier(first, need.Labels[i].ExpiresAfterSeconds);
        }

        return first is { } seconds ? queued + TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>When the next step of the route is due; null for never.</summary>
    public static TimeSpan? NextStep(TeamParts parts, TaskItem task) =>
        task.Spec.Route is { } name && parts.Routes.Find(name) is { Settings.Steps: var steps } && task.Steps < steps.Count
            ? task.Queued.Elapsed + TimeSpan.FromSeconds(steps[task.Steps].AfterSeconds)
            : null;

    private static EffectiveRequirements Plain(TaskSpec spec, QueueName queue) => new()
    {
        Queue = queue,
        Channel = spec.Channel,
        Units = spec.Units,
        Priority = spec.Priority,
        Skills = spec.Skills,
        Labels = spec.Labels,
        Named = spec.Named,
        Excluded = spec.Excluded,
    };

    private static EffectiveRequirements After(EffectiveRequirements need, RouteStep step) => need with
    {
        Priority = need.Priority + step.RaisePriorityBy,
        Skills = step.LowerSkillsBy == 0 && step.DropSkills.Count == 0
            ? need.Skills
            :
            [
                .. need.Skills.Where(s => !step.DropSkills.Contains(s.Name, StringComparer.Ordinal))
                    .Select(s => s.Wished || step.LowerSkillsBy == 0 ? s : s with { Level = Math.Max(0, s.Level - step.LowerSkillsBy) }),
            ],
        AlsoQueues = step.AddQueues.Count == 0
            ? need.AlsoQueues
            : [.. need.AlsoQueues.Concat(step.AddQueues).Where(q => q != need.Queue).Distinct()],
    };

    private static EffectiveRequirements Without(EffectiveRequirements need, TimeSpan waited) =>
        NextExpiry(need, TimeSpan.Zero) is { } first && first <= waited
        ? need with
        {
            Skills = [.. need.Skills.Where(s => !IsOver(s.ExpiresAfterSeconds, waited))],
            Labels = [.. need.Labels.Where(l => !IsOver(l.ExpiresAfterSeconds, waited))],
        }
        : need;

    private static bool IsOver(int? seconds, TimeSpan waited) => seconds is { } after && waited >= TimeSpan.FromSeconds(after);

    private static int? Earlier(int? a, int? b) => a is null || b < a ? b ?? a : a;
}
