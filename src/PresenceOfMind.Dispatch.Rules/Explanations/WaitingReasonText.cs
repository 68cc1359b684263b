using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Explanations;

/// <summary>Why tasks wait, in words.</summary>
internal static class WaitingReasonText
{
    /// <summary>Why a task waits now; null where it does not, or where somebody could take it.</summary>
    public static string? Describe(TeamState state, TaskItem task)
    {
        switch (task.State)
        {
            case TaskState.Scheduled:
                return $"It enters its queue at {task.StartsAt:yyyy-MM-dd HH:mm:ss} UTC.";
            case TaskState.Offered:
                return $"{string.Join(", ", task.Offers.Select(o => o.Worker.Name))} {(task.Offers.Count == 1 ? "is" : "are")} asked to "
                    + "take it.";
            case TaskState.Waiting:
                return OfWaiting(state, task) is { } why ? why + NeedsLead(state, task) : null;
            default:
                return null;
        }
    }

    private static string NeedsLead(TeamState state, TaskItem task)
    {
        if (task.LeadNeeded is not { } needed)
        {
            return "";
        }

        var name = state.Roster.Find(needed.Contact)?.Name ?? needed.Contact.Value;
        return needed.Why switch
        {
            LeadNeededReason.Declined => $" A lead is needed: only {name} may take it, and declined it. Transfer or assign it.",
            LeadNeededReason.TimedOut => $" A lead is needed: only {name} may take it, and let the offer time out. Transfer or assign it.",
            LeadNeededReason.Returned => $" A lead is needed: only {name} may take it, and returned it. Transfer or assign it.",
            _ => $" A lead is needed: it names {name}, who cannot take it. Transfer or assign it.",
        };
    }

    private static string? OfWaiting(TeamState state, TaskItem task)
    {
        if (state.Roster.Count == 0)
        {
            return "The team has no workers.";
        }

        var refused = state.Index.Count(task, winners: 0);
        if (refused.Order > 0)
        {
            return null;
        }

        (int Count, EligibilityRule Rule)[] rules =
        [
            (refused.Presence, EligibilityRule.Presence),
            (refused.Room, EligibilityRule.Room),
            (refused.Settling, EligibilityRule.Settling),
            (refused.Paused, EligibilityRule.Paused),
            (refused.Draining, EligibilityRule.Draining),
            (refused.Closed, EligibilityRule.Closed),
            (refused.Skills, EligibilityRule.Skills),
            (refused.Labels, EligibilityRule.Labels),
            (refused.Excluded, EligibilityRule.Excluded),
            (refused.Asked, EligibilityRule.Asked),
            (refused.Resting, EligibilityRule.Resting),
            (refused.Unconfirmed, EligibilityRule.Unconfirmed),
        ];
        var people = rules.Sum(r => r.Count);
        if (people == 0)
        {
            return $"Queue {task.Queue.Name} accepts none of the team's workers.";
        }

        if (refused.Unconfirmed == people)
        {
            return state.SourceEpoch == 0
                ? "No worker's presence is confirmed: no source of presence covers the workers now."
                : $"No worker's presence is confirmed: {CauseWords.Unconfirmed(state)}, and no later fetch has been reported.";
        }

        var parts = rules.Where(r => r.Count > 0).Select(r => $"{r.Count} {EligibilityRuleText.Counted(r.Rule, r.Count)}");
        return $"No worker can take it now: of {people} {(people == 1 ? "person" : "people")}, "
            + $"{string.Join(", ", parts)}.{NotComparable(state, task, refused.Labels)}";
    }

    /// <summary>Which labels could not be compared, where that keeps somebody away: nobody could see it from the count.</summary>
    private static string NotComparable(TeamState state, TaskItem task, int lacking)
    {
        if (lacking == 0)
        {
            return "";
        }

        var found = task.Need.Labels.Select(l => Requirements.IsIncomparable(l)
            ? EligibilityRuleText.NotComparable(state, task, l)
            : l.Operator is ConditionOperator.Present or ConditionOperator.Absent ? null
            : state.Roster.Each
                .Where(w => w.Settings.Labels.ContainsKey(l.Key))
                .Take(1)
                .Select(w => EligibilityRuleText.NotComparable(state, task, l, w))
                .FirstOrDefault());
        return string.Concat(found.OfType<string>().Distinct().Select(text => " " + text));
    }
}
