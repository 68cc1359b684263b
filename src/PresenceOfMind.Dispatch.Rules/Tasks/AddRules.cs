using System.Globalization;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Queues;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>How tasks come in.</summary>
internal static class AddRules
{
    public static Decision Decide(TeamState state, AddTask command, TeamTime at)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        string? attributes = null;
        if (command.Attributes is { } text && !state.Parts.Attributes.TryNormalize(text, out attributes))
        {
            return TaskLimits.Attributes;
        }

        if (SpecRules.Settle(state, command.Spec, at, out var wrong) is not { } spec)
        {
            return wrong!;
        }

        var id = command.Id ?? NewId(state);
        var facts = spec.Route is null ? null : EffectiveRequirementRules.Facts(state.Parts, command.Title, spec, attributes);
        var need = EffectiveRequirementRules.Compute(state.Parts, spec, facts, 0, TimeSpan.Zero, new QueueName(""));
        if (spec.NotBefore > at.Wall)
        {
            return new Decision([new TaskAdded(id, command.Title, attributes, spec, need, spec.NotBefore)]) { TaskId = id };
        }

        var entry = EntryRules.Find(state, id, need, mayRefuse: true);
        return entry.Refusal is { } full
            ? full
            : new Decision(Added(new TaskAdded(id, command.Title, attributes, spec, entry.Need, null), entry.Told)) { TaskId = id };
    }

    private static Refusal? Check(AddTask task) => task.Id is { } id && !id.IsValid
        ? Refusal.Invalid(
            "id",
            $"An id has 1 to {IdText.MaxLength} characters of A-Z, a-z, 0-9, '-', '_', '.' and '~', and not only dots.")
        : TaskLimits.CheckTitle(task.Title);

    private static TeamEvent[] Added(TaskAdded added, IReadOnlyList<WebhookDue> told) => told.Count == 0 ? [added] : [added, .. told];

    private static TaskId NewId(TeamState state)
    {
        for (var number = state.Position + 1; ; number++)
        {
            var id = new TaskId(string.Create(CultureInfo.InvariantCulture, $"t-{number}"));
            if (state.Tasks.Find(id) is null)
            {
                return id;
            }
        }
    }
}
