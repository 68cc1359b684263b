using System.Globalization;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Routes;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>How tasks come in.</summary>
internal static class AddRules
{
    public static Decision Decide(TeamState state, AddTask command, TeamTime at)
    {
        if (TaskLimits.Check(command) is { } refusal)
        {
            return refusal;
        }

        string? attributes = null;
        if (command.Attributes is { } text && !TaskAttributes.TryNormalize(text, out attributes))
        {
            return TaskLimits.Attributes;
        }

        if (SpecRules.Settle(state, command.Spec, at, out var wrong) is not { } spec)
        {
            return wrong!;
        }

        var id = command.Id ?? NewId(state);
        var facts = spec.Route is null ? null : new TaskFacts(command.Title, spec.Channel, spec.Priority, spec.Units, attributes);
        var need = NeedRules.Of(state.Parts, spec, facts, 0, TimeSpan.Zero, "");
        if (spec.NotBefore > at.Wall)
        {
            return new Decision([new TaskAdded(id, command.Title, attributes, spec, need, spec.NotBefore)]) { TaskId = id };
        }

        var entry = EntryRules.Find(state, id, need, mayRefuse: true);
        return entry.Refusal is { } full
            ? full
            : new Decision(Added(new TaskAdded(id, command.Title, attributes, spec, entry.Need, null), entry.Told)) { TaskId = id };
    }

    private static TeamEvent[] Added(TaskAdded added, IReadOnlyList<WebhookDue> told) => told.Count == 0 ? [added] : [added, .. told];

    private static string NewId(TeamState state)
    {
        for (var number = state.Position + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t-{number}");
            if (state.Tasks.Find(id) is null)
            {
                return id;
            }
        }
    }
}
