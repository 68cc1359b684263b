using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Rules.Routes;

/// <summary>What happens when the next step of a task's route falls due: it needs less, and the step's webhook is called.</summary>
internal static class RouteStepRules
{
    public static void Follow(TeamState state, TaskItem task, TeamTime at, List<TeamEvent> events)
    {
        var step = task.Steps + 1;
        events.Add(new TaskRequirementsRelaxed(task.Id, step, EffectiveRequirementRules.Now(state.Parts, task, step, at)));
        events.AddRange(RouteWebhookRules.Call(state, task, step));
    }
}
