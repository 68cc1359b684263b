using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Leads;

/// <summary>
/// Nobody waits for somebody who will not come: a preference for people who do not work ends, and a lead is told of what only a lead can
/// change.
/// </summary>
internal static class LeadNotificationRules
{
    /// <summary>Says once that the only one who may have a task did not take it.</summary>
    /// <returns>One event; none where others may have it, or where a lead was told.</returns>
    public static IEnumerable<TeamEvent> NotifyOnce(
        TeamState state, TaskItem task, EffectiveRequirements need, Contact contact, LeadNeededReason why)
    {
        if (task.LeadNeeded is null && IsTheOnlyOne(state, task, need, contact))
        {
            yield return new LeadNeeded(task.Id, contact, why);
        }
    }

    /// <summary>Looks at tasks that wait for people whom they prefer or name.</summary>
    /// <param name="state">The team.</param>
    /// <param name="all">Whether somebody stopped working or changed, so that all of them are looked at.</param>
    /// <param name="events">Takes what follows.</param>
    /// <returns>Whether something happens.</returns>
    public static bool Follow(TeamState state, bool all, List<TeamEvent> events)
    {
        if (all)
        {
            foreach (var task in state.Tasks.CountingOnPeople)
            {
                Look(state, task, events);
            }
        }
        else
        {
            foreach (var task in state.Agenda.Changed)
            {
                Look(state, task, events);
            }
        }

        state.Agenda.SettleChanged();
        return events.Count > 0;
    }

    /// <summary>Whether the team has a worker of this contact who stays.</summary>
    public static bool IsStaying(TeamState state, Contact contact) => state.Roster.Find(contact) is { Leaving: false };

    private static void Look(TeamState state, TaskItem task, List<TeamEvent> events)
    {
        if (task.PrefersUntil is not null
            && !task.Spec.Preferred.Any(
                c => state.Roster.Find(c) is { } w
                    && Eligibility.IsWorking(w, state.Roster.Confirmation)
                    && state.Index.MayHave(task, task.Need, w)))
        {
            events.Add(new PreferenceEnded(task.Id));
        }
        else if (task.LeadNeeded is null
            && task.Need.Named is [var first, ..]
            && !task.Need.Named.Any(c => state.Roster.Find(c) is { Leaving: false } w && state.Index.MayHave(task, task.Need, w)))
        {
            events.Add(new LeadNeeded(task.Id, first, LeadNeededReason.NobodyNamed));
        }
    }

    private static bool IsTheOnlyOne(TeamState state, TaskItem task, EffectiveRequirements need, Contact contact)
    {
        foreach (var worker in state.Roster.Each)
        {
            if (!worker.Leaving && worker.Contact != contact && state.Index.MayHave(task, need, worker))
            {
                return false;
            }
        }

        return true;
    }
}
