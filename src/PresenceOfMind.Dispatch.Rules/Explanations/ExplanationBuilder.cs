using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Rules.Explanations;

/// <summary>Whole explanations: each candidate by name, by the rules and orders with which the team decides.</summary>
internal static class ExplanationBuilder
{
    private const int MostTasks = 100;

    /// <summary>Why a task waits, in a state.</summary>
    public static TaskExplanation Waiting(TeamState state, TaskItem task)
    {
        var summary = WaitingReasonText.Describe(state, task) ?? (task.IsWaiting
            ? "A worker is eligible, and gets it as soon as the tasks before it are assigned."
            : $"It is {Spelling.Kebab(task.State)}.");
        return Make(state, task, string.Join(' ', PassedOver(state, task).Prepend(summary)), null);
    }

    /// <summary>Why a task went to whom it went to.</summary>
    /// <param name="before">The team just before, in which the task waits still.</param>
    /// <param name="now">The task's state now.</param>
    /// <param name="given">The event that gave or offered it.</param>
    public static TaskExplanation Given(TeamState before, TaskState now, LogEntry given)
    {
        var (id, contact, how) = given.Event switch
        {
            TaskAssigned { How: AssignmentMethod.Claimed } e => (e.Id, e.Contact, "claimed it"),
            TaskAssigned { How: AssignmentMethod.Forced } e => (
                e.Id,
                e.Contact,
                $"was assigned by a lead{(e.By is { } by ? $" ({by})" : "")}, whatever the rules say"),
            TaskAssigned { How: AssignmentMethod.Accepted } e => (e.Id, e.Contact, "accepted it"),
            TaskAssigned e => (e.Id, e.Contact, "got it"),
            TaskOffered e => (e.Id, e.Contact, "was asked"),
            _ => throw new ArgumentException("This event gives no task.", nameof(given)),
        };
        var task = before.Tasks.Find(id)!;
        var name = before.Roster.Find(contact)?.Name ?? contact.Value;
        var ranked = Ranked(before, task);
        var place = ranked.FindIndex(w => w.Contact == contact);
        var why = task.ReservedWith?.Contact == contact ? $"{name} {how}: the capacity was reserved for it."
            : given.Event is TaskAssigned { How: not AssignmentMethod.Decided } || place < 0 ? $"{name} {how}."
            : ranked.Count == 1 ? $"{name} {how}: nobody else was eligible."
            : Favour(task, contact) is { } favour ? $"{name} {how}: {favour}."
            : $"{name} {how}: first of {ranked.Count} eligible workers, by {task.Queue.Strategy.Name}.";
        return Make(before, task, why, contact) with { State = now };
    }

    /// <summary>Why a worker gets work, or none.</summary>
    public static WorkerExplanation ExplainWorker(TeamState state, Worker worker)
    {
        var rule = EligibilityRuleText.OwnRule(state, worker);
        var because = EligibilityRuleText.OfWorker(state, worker, rule);
        return new WorkerExplanation(
            worker.Contact,
            worker.Name,
            rule == EligibilityRule.None,
            Spell(rule),
            because ?? "Is eligible: gets the first task, in order, whose requirements fit.",
            state.Position,
            state.At,
            [
                .. state.Tasks.Waiting.Take(MostTasks).Select(t =>
                {
                    var refused = state.Index.FirstRefusal(t, worker);
                    return new PairExplanation(
                        t.Id,
                        t.Title,
                        refused is { } r ? Spell(r) : "no-candidate",
                        EligibilityRuleText.OfPair(state, t, worker, refused));
                }),
            ])
        {
            Sources = [.. ExplainSources(state, worker)],
        };
    }

    /// <summary>What each source says of a worker, in order of their names.</summary>
    private static IEnumerable<SourceExplanation> ExplainSources(TeamState state, Worker worker)
    {
        var isWatched = worker.ConfirmedIn == state.Roster.Confirmation;
        var deciding = SourceComposition.Compose(isWatched ? worker.WatchedState : null, worker.Programs)?.Source;
        var said = worker.Programs
            .Select(p => new SourceExplanation(p.Source, p.State, Counts(p.Source, $"Counts until {p.Until:yyyy-MM-dd HH:mm:ss} UTC")))
            .ToList();
        if (worker.ConfirmedIn > 0)
        {
            said.Add(new SourceExplanation(
                SourceName.Watcher,
                worker.WatchedState,
                isWatched ? Counts(SourceName.Watcher, "Counts") : $"Does not count: {CauseWords.Unconfirmed(state)}."));
        }

        return said.OrderBy(s => s.Source.Value, StringComparer.Ordinal);

        string Counts(SourceName source, string counts) => source == deciding ? $"{counts}, and decides." : $"{counts}.";
    }

    private static TaskExplanation Make(TeamState state, TaskItem task, string summary, Contact? winner)
    {
        var ranked = Ranked(state, task);
        var others = state.Roster.All.Except(ranked);
        return new TaskExplanation(
            task.Id,
            task.State,
            summary,
            state.Position,
            state.At,
            state.ConfigurationVersion,
            task.Queue.Name,
            task.Queue.Strategy.Name,
            [
                .. ranked.Select((w, i) => w.Contact == winner
                    ? new CandidateExplanation(w.Contact, w.Name, "got-it", $"Number {i + 1} of {ranked.Count} eligible workers.")
                    : new CandidateExplanation(
                        w.Contact,
                        w.Name,
                        "order",
                        $"Able, number {i + 1} of {ranked.Count} by {task.Queue.Strategy.Name}.")),
                .. others.Select(w =>
                {
                    var refused = state.Index.FirstRefusal(task, w);
                    var because = EligibilityRuleText.OfPair(state, task, w, refused);
                    return w.Contact == winner
                        ? new CandidateExplanation(w.Contact, w.Name, "got-it", $"Whatever the rules say: {because}")
                        : new CandidateExplanation(w.Contact, w.Name, refused is { } r ? Spell(r) : "no-candidate", because);
                }),
            ]);
    }

    /// <summary>The rules of the task's route that needed a comparison that cannot be made.</summary>
    private static IEnumerable<string> PassedOver(TeamState state, TaskItem task) =>
        task.Spec.Route is { } name
            && state.Parts.Routes.Find(name) is { } route
            && EffectiveRequirementRules.Facts(state.Parts, task) is { } facts
            ? RouteRules.PassedOver(route.Settings, facts)
            : [];

    /// <summary>Those who are able, in the order in which the task would go to them.</summary>
    private static List<Worker> Ranked(TeamState state, TaskItem task)
    {
        var ranked = new RankedTask(task.AddedBy, task.Need.Skills, task.Spec.Preferred);
        var able = state.Roster.All.Where(w => state.Index.FirstRefusal(task, w) == EligibilityRule.None).ToList();
        able.Sort((a, b) => task.Queue.Strategy.Compare(a, b, ranked));
        if (state.Index.Pick(task, state.Time.Elapsed) is { } first && able.Remove(first))
        {
            able.Insert(0, first);
        }

        return able;
    }

    private static string? Favour(TaskItem task, Contact contact) =>
        task.Former == contact ? "had it before, and is asked first"
        : task.Spec.Preferred.Contains(contact) ? "the task prefers this worker"
        : null;

    private static string Spell(EligibilityRule rule) => Spelling.Kebab(rule);
}
