using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Rules.Explanations;

/// <summary>The rules that refuse candidates, in words.</summary>
internal static class EligibilityRuleText
{
    /// <summary>For a number of people: "2 are not available".</summary>
    public static string Counted(EligibilityRule rule, int count)
    {
        var (one, many) = rule switch
        {
            EligibilityRule.Unconfirmed => ("has no confirmed presence", "have no confirmed presence"),
            EligibilityRule.Presence => ("is not available", "are not available"),
            EligibilityRule.Settling => ("became available only just now", "became available only just now"),
            EligibilityRule.Paused => ("is paused", "are paused"),
            EligibilityRule.Draining => ("is draining", "are draining"),
            EligibilityRule.Closed => ("is outside working hours", "are outside working hours"),
            EligibilityRule.Skills => ("lacks a skill", "lack a skill"),
            EligibilityRule.Labels => ("lacks a label", "lack a label"),
            EligibilityRule.Excluded => ("is excluded by the task", "are excluded by the task"),
            EligibilityRule.Room => ("has no free capacity", "have no free capacity"),
            EligibilityRule.Asked => ("has an open offer for it", "have an open offer for it"),
            EligibilityRule.Resting => ("is in the cool-down of this task", "are in the cool-down of this task"),
            _ => ("is able", "are able"),
        };
        return count == 1 ? one : many;
    }

    /// <summary>The first rule that keeps a worker from the usual channels.</summary>
    public static EligibilityRule OwnRule(TeamState state, Worker worker)
    {
        var rule = Eligibility.FirstRefusal(worker, Eligibility.UsualStates, state.Roster.Confirmation);
        return rule == EligibilityRule.None && worker.Used >= worker.Capacity ? EligibilityRule.Room : rule;
    }

    /// <summary>Why a worker gets no work at all, or none of the usual channels; null where the worker is able.</summary>
    public static string? OfWorker(TeamState state, Worker worker, EligibilityRule rule) => rule switch
    {
        EligibilityRule.None => null,
        EligibilityRule.Unconfirmed => $"The presence is not confirmed: {CauseWords.Unconfirmed(state, worker)}.",
        EligibilityRule.Presence => $"{worker.State.ToWire()} takes no work.",
        EligibilityRule.Settling => $"Became available only just now; eligible from {worker.SettlesAt:HH:mm:ss} UTC.",
        EligibilityRule.Paused => $"Is paused: {CauseWords.Pause(worker)}.",
        EligibilityRule.Draining => worker.Leaving ? "Is leaving the team." : "Is draining: finishes open work and takes no more.",
        EligibilityRule.Closed => $"Is outside working hours (calendar {worker.Calendar?.Name}).",
        _ => Room(worker),
    };

    /// <summary>Why a candidate does not get a task.</summary>
    /// <param name="state">The team.</param>
    /// <param name="task">The task.</param>
    /// <param name="worker">The candidate.</param>
    /// <param name="rule">The first rule that refuses; null where the queue does not take the worker.</param>
    public static string OfPair(TeamState state, TaskItem task, Worker worker, EligibilityRule? rule) => rule switch
    {
        null => NoCandidate(task, worker),
        EligibilityRule.None => "Is eligible.",
        EligibilityRule.Presence => $"{worker.State.ToWire()} does not take channel {task.Channel.Name}.",
        EligibilityRule.Skills => Skills(task, worker),
        EligibilityRule.Labels => Labels(state, task, worker),
        EligibilityRule.Excluded => Excluded(state, task, worker),
        EligibilityRule.Room => worker.ReservedFor is { } other
            && !ReferenceEquals(other, task)
            && worker.HasRoom(task.Channel, task.Units, state.Parts.Channels.All)
            ? $"The capacity is reserved for task {other.Id}."
            : Room(worker),
        EligibilityRule.Asked => $"Has an open offer; the answer is due until {task.OpenOffer(worker.Contact)?.Until:HH:mm:ss} UTC.",
        EligibilityRule.Resting => Resting(state, task, worker),
        var own => OfWorker(state, worker, own.Value)!,
    };

    private static string Room(Worker worker) =>
        worker is { Capacity: 1, Tasks.Count: > 0 }
            ? "Has a task already."
            : $"Has no free capacity: {worker.Used} of {worker.Capacity} units are used.";

    private static string Skills(TaskItem task, Worker worker)
    {
        var lacking = task.Need.Skills.Where(s => !Requirements.Meets(s, worker.Settings.Skills))
            .Select(s => $"{s.Name} at {s.Level} (has {worker.SkillLevel(s.Name)})");
        return $"Lacks {string.Join(", ", lacking)}.";
    }

    private static string Labels(TeamState state, TaskItem task, Worker worker)
    {
        var lacking = task.Need.Labels
            .Where(l => Requirements.Judge(l, worker.Settings.Labels) == ConditionResult.Fails)
            .Select(Asked)
            .ToList();
        var parts = task.Need.Labels.Select(l => NotComparable(state, task, l, worker)).OfType<string>();
        return string.Join(' ', lacking.Count == 0 ? parts : parts.Prepend($"Lacks the label {string.Join(", ", lacking)}."));
    }

    /// <summary>Why a label that a task asks for cannot be compared with a worker's; null where it can.</summary>
    public static string? NotComparable(TeamState state, TaskItem task, LabelRequirement label, Worker worker)
    {
        if (Requirements.Judge(label, worker.Settings.Labels) != ConditionResult.Unknown)
        {
            return null;
        }

        if (Requirements.IsIncomparable(label))
        {
            return NotComparable(state, task, label);
        }

        var (has, wanted) = (AttributeValue.Text(worker.Settings.Labels[label.Key]), AttributeValue.Text(label.Value!));
        return $"The label {label.Key} is {has.Described}, which cannot be compared with {wanted.Described}, which the task requires.";
    }

    /// <summary>Which value of a task cannot be compared with any label.</summary>
    public static string NotComparable(TeamState state, TaskItem task, LabelRequirement label)
    {
        var fact = EffectiveRequirementRules.AllFacts(state.Parts, task).Find(label.Attribute!);
        return fact.IsThere || fact.Kind == AttributeValueKind.Unreachable
            ? $"The task's {label.Attribute} is {fact.Described}, which cannot be compared with the label {label.Key}."
            : $"The task's {label.Attribute} could not be compared with the label {label.Key} when the task was routed.";
    }

    private static string Asked(LabelRequirement label) => label.Operator switch
    {
        ConditionOperator.Equals => $"{label.Key}={label.Value}",
        _ => $"{label.Key} {Spelling.Kebab(label.Operator)} {label.Value}".TrimEnd(),
    };

    private static string NoCandidate(TaskItem task, Worker worker)
    {
        var facts = new WorkerAttributeSource(worker.Settings);
        var why = ConditionRules.Judge(task.Queue.Settings.Workers, facts) == ConditionResult.Unknown
            ? $" ({ConditionRules.NotMade(task.Queue.Settings.Workers, facts).First()})"
            : "";
        return $"Queue {task.Queue.Name} does not take this worker{why}.";
    }

    private static string Excluded(TeamState state, TaskItem task, Worker worker) =>
        task.Need.Excluded.Contains(worker.Contact) ? "The task excludes this worker."
        : task.Need.Named.Count > 0 && !task.Need.Named.Contains(worker.Contact) ? "The task names other workers."
        : $"The task waits for its preferred workers until {state.Time.WallAt(task.PrefersUntil):HH:mm:ss} UTC.";

    private static string Resting(TeamState state, TaskItem task, Worker worker)
    {
        var rest = task.Rests.First(r => r.Contact == worker.Contact);
        var last = task.PastOffers.LastOrDefault(o => o.Contact == worker.Contact);
        var why = last?.End switch
        {
            OfferEnd.Declined => $"Declined it{(last.Reason is { } reason ? $" ({reason})" : "")}",
            OfferEnd.TimedOut => "Let the offer time out",
            OfferEnd.Withdrawn => "The offer was withdrawn",
            _ => "Had it before",
        };
        return $"{why}; cool-down until {state.Time.WallAt(rest.Until):HH:mm:ss} UTC.";
    }
}
