using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>What a task may ask for, and the form in which that is kept.</summary>
internal static class SpecRules
{
    /// <summary>The most units.</summary>
    public const int MaxUnits = 1000;

    /// <summary>The highest priority; the lowest is its negative.</summary>
    public const int MaxPriority = 1000;

    /// <summary>The most contacts of one kind.</summary>
    public const int MaxContacts = 100;

    /// <summary>The form in which what is asked for is kept: with contacts as their keys, and with the queue or the route.</summary>
    /// <returns>Null, and what is wrong.</returns>
    public static TaskSpec? Settle(TeamState state, TaskSpec spec, TeamTime at, out Refusal? refusal)
    {
        refusal = Check(state, spec, at);
        if (refusal is not null)
        {
            return null;
        }

        var kept = spec;
        if (spec.Preferred.Count + spec.Excluded.Count + spec.Named.Count > 0)
        {
            kept = kept with { Preferred = Keys(spec.Preferred), Excluded = Keys(spec.Excluded), Named = Keys(spec.Named) };
        }

        if (spec.Queue is not null || spec.Route is not null)
        {
            return kept;
        }

        var rules = state.Parts.Rules;
        if (rules.DefaultRoute is { } route && state.Parts.Routes.Find(route) is not null)
        {
            return kept with { Route = route };
        }

        var queues = state.Parts.Queues;
        var queue = rules.DefaultQueue is { } named ? queues.Find(named) : null;
        queue ??= queues.All.FirstOrDefault(q => !q.Leaving) ?? (queues.All is [var only, ..] ? only : null);
        if (queue is null)
        {
            refusal = Refusal.Conflict("no-queue", "The team has no queue; configure it first.");
            return null;
        }

        return kept with { Queue = queue.Name };
    }

    private static Refusal? Check(TeamState state, TaskSpec spec, TeamTime at)
    {
        if (!spec.Channel.IsValid)
        {
            return Refusal.Invalid("channel", "A channel's name has 1 to 100 characters of A-Z, a-z, 0-9, '-', '_', '.' and '~'.");
        }

        if (spec.Units is < 1 or > MaxUnits)
        {
            return Refusal.Invalid("units", $"A task takes 1 to {MaxUnits} units.");
        }

        if (spec.Priority is < -MaxPriority or > MaxPriority)
        {
            return Refusal.Invalid("priority", $"A priority is between -{MaxPriority} and {MaxPriority}.");
        }

        if (!ArePlain(spec))
        {
            var faults = new SettingsFaults(new TeamSettings());
            RequirementCheck.Check(spec.Skills, spec.Labels, mayNameAttributes: false, faults, "");
            if (faults.Found.Count > 0)
            {
                return faults.Found[0];
            }
        }

        if (spec.Queue is not null && spec.Route is not null)
        {
            return Refusal.Invalid("route", "A task names a queue or a route, not both.");
        }

        if (spec.Queue is { } queue && state.Parts.Queues.Find(queue) is not { Leaving: false })
        {
            return Refusal.Invalid(
                "queue",
                "There is no such queue. The queues are: "
                    + $"{string.Join(", ", state.Parts.Queues.All.Where(q => !q.Leaving).Select(q => q.Name))}.");
        }

        if (spec.Route is { } route && state.Parts.Routes.Find(route) is null)
        {
            return Refusal.Invalid(
                "route",
                $"There is no such route. The routes are: {string.Join(", ", state.Parts.Routes.All.Select(r => r.Settings.Name))}.");
        }

        if (spec.Deadline <= at.Wall || spec.Deadline <= spec.NotBefore)
        {
            return Refusal.Invalid("deadline", "A deadline is after now, and after notBefore.");
        }

        return CheckContacts(spec.Preferred, "preferred") ?? CheckContacts(spec.Excluded, "excluded") ?? CheckContacts(spec.Named, "named");
    }

    /// <summary>Whether skills and labels are of the usual kind, in which nothing can be wrong; others are looked at closely.</summary>
    private static bool ArePlain(TaskSpec spec)
    {
        if (spec.Skills.Count > RequirementCheck.MaxRequirements || spec.Labels.Count > RequirementCheck.MaxRequirements)
        {
            return false;
        }

        for (var i = 0; i < spec.Skills.Count; i++)
        {
            var skill = spec.Skills[i];
            if (skill.Level is < 0 or > 100 || skill.ExpiresAfterSeconds is not null || !SettingsTexts.IsWord(skill.Name))
            {
                return false;
            }
        }

        for (var i = 0; i < spec.Labels.Count; i++)
        {
            var label = spec.Labels[i];
            if (label.Operator != ConditionOperator.Equals || label.Attribute is not null || label.ExpiresAfterSeconds is not null
                || label.Value is not { } value || !SettingsTexts.IsWord(label.Key) || !SettingsTexts.IsValue(value))
            {
                return false;
            }
        }

        return true;
    }

    private static Refusal? CheckContacts(IReadOnlyList<Contact> contacts, string field)
    {
        if (contacts.Count > MaxContacts)
        {
            return Refusal.Invalid(field, $"There are at most {MaxContacts} of these.");
        }

        for (var i = 0; i < contacts.Count; i++)
        {
            if (!contacts[i].IsValid)
            {
                return Refusal.Invalid($"{field}[{i}]", "A contact is a URI of the form user@domain.");
            }
        }

        return null;
    }

    private static IReadOnlyList<Contact> Keys(IReadOnlyList<Contact> contacts) =>
        contacts.Count == 0 ? contacts : [.. contacts.Select(c => c.Key).Distinct()];
}
