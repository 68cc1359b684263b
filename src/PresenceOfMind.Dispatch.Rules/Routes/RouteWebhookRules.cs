using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Routes;

/// <summary>Which webhook a route calls: the one that the step names, once, when a task has waited until the step.</summary>
internal static class RouteWebhookRules
{
    /// <summary>The call of a step; none where the step names no webhook.</summary>
    /// <param name="state">The team.</param>
    /// <param name="task">The task that waits.</param>
    /// <param name="step">The step that falls due, from 1.</param>
    public static IEnumerable<TeamEvent> Call(TeamState state, TaskItem task, int step)
    {
        if (task.Spec.Route is { } name && state.Parts.Routes.Find(name) is { Settings.Steps: var steps }
            && step <= steps.Count && steps[step - 1].Webhook is { } url)
        {
            yield return new WebhookDue(task.Id, url, WebhookReason.Step) { Route = name, Step = step };
        }
    }
}
