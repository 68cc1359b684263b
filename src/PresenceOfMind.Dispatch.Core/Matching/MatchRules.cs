using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>Who has what a task asks for, whatever presence and room.</summary>
public static class MatchRules
{
    public static bool Selects(TeamQueue queue, Worker worker) =>
        ConditionRules.Holds(queue.Settings.Workers, new WorkerAttributeSource(worker.Settings));

    /// <summary>The first rule by which a candidate does not match; <see cref="EligibilityRule.None"/> where the candidate does.</summary>
    public static EligibilityRule FirstRefusal(DemandKey key, WorkerSettings worker)
    {
        foreach (var skill in key.Need.Skills)
        {
            if (!Requirements.Meets(skill, worker.Skills))
            {
                return EligibilityRule.Skills;
            }
        }

        foreach (var label in key.Need.Labels)
        {
            if (!Requirements.Meets(label, worker.Labels))
            {
                return EligibilityRule.Labels;
            }
        }

        return Has(key.Need.Excluded, worker.Contact)
            || (key.Need.Named.Count > 0 && !Has(key.Need.Named, worker.Contact))
            || (key.Only is { } only && !Has(only, worker.Contact))
            ? EligibilityRule.Excluded
            : EligibilityRule.None;
    }

    private static bool Has(IReadOnlyList<Contact> contacts, Contact contact)
    {
        for (var i = 0; i < contacts.Count; i++)
        {
            if (contacts[i] == contact)
            {
                return true;
            }
        }

        return false;
    }
}
