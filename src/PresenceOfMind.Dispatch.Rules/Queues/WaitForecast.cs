using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Matching;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>
/// How long tasks are expected to wait at one moment: by how fast their queue's tasks were taken lately, how many of those who took
/// them could take this one, and since when nothing has moved with these. Where none of them is in sight, nothing is promised.
/// </summary>
/// <param name="state">The team.</param>
/// <param name="now">The moment.</param>
internal sealed class WaitForecast(TeamState state, TeamTime now)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private readonly Dictionary<DemandKey, Candidates> _candidates = [];

    /// <summary>How long a waiting task is expected to wait yet.</summary>
    /// <param name="task">The task.</param>
    /// <param name="place">Its place among those that wait in its queue, from 1.</param>
    public ExpectedWait Estimate(TaskItem task, int place)
    {
        var found = Find(task.Need, task.Channel);
        if (found.Because is { } nobody)
        {
            return new ExpectedWait(null, nobody);
        }

        var least = found.InSight.Min(worker => Rests(task, worker) - now.Elapsed);
        var still = found.InSight.Min(
            worker => Since(LastMoved(worker, task.Need.Units, task.Channel) ?? Later(task.QueuedAt, worker.Idle.Wall, worker.StateSince)));
        return Expect(task.Queue, place, found, least, still);
    }

    /// <summary>How long a usual task that came to a queue now would be expected to wait.</summary>
    public ExpectedWait OfNext(TeamQueue queue)
    {
        var need = new EffectiveRequirements { Queue = queue.Name };
        var channel = state.Parts.Channels.Find(need.Channel);
        var found = Find(need, channel);
        if (found.Because is { } nobody)
        {
            return new ExpectedWait(null, nobody);
        }

        var moved = found.InSight.Select(worker => LastMoved(worker, need.Units, channel)).ToList();
        return queue.Length == 0 && moved.Contains(null)
            ? new ExpectedWait(TimeSpan.Zero, null)
            : Expect(queue, queue.Length + 1, found, TimeSpan.Zero, moved.Min(m => m is { } at ? Since(at) : TimeSpan.Zero));
    }

    private ExpectedWait Expect(TeamQueue queue, int place, Candidates found, TimeSpan least, TimeSpan still)
    {
        if (queue.Estimate.Pace is not { } pace)
        {
            return new ExpectedWait(null, $"Nothing is measured yet: no waiting task of queue {queue.Name} has been taken so far.");
        }

        // Who is one of many takes one of many tasks.
        var share = (double)Math.Max(found.InQueue, found.InSight.Count) / found.InSight.Count;
        var inLine = Longer(pace, queue.Estimate.Still(now.Elapsed)) * place;
        var wait = Longer(Longer(inLine, Longer(pace * share, still)), least);
        return new ExpectedWait(wait < Longest ? wait : Longest, null);
    }

    /// <summary>Who may take what needs this.</summary>
    private Candidates Find(EffectiveRequirements need, TeamChannel? channel)
    {
        var key = new DemandKey(need, null);
        if (_candidates.TryGetValue(key, out var known))
        {
            return known;
        }

        var inSight = new List<Worker>();
        var refused = new SortedDictionary<EligibilityRule, int>();
        var (people, inQueue) = (0, 0);
        var own = state.Parts.Queues.Find(need.Queue);
        var queues = need.AlsoQueues.Prepend(need.Queue).Select(state.Parts.Queues.Find).OfType<TeamQueue>().ToList();
        foreach (var worker in state.Roster.All.Where(w => queues.Exists(q => state.Index.Selects(q, w))))
        {
            people++;
            var away = NotInSight(worker);
            inQueue += away == EligibilityRule.None && own is not null && state.Index.Selects(own, worker) ? 1 : 0;
            var rule = MatchRules.FirstRefusal(key, worker.Settings) is var match and not EligibilityRule.None ? match
                : channel is not null && !worker.CouldHaveRoom(channel, need.Units) ? EligibilityRule.Room
                : away;
            if (rule == EligibilityRule.None)
            {
                inSight.Add(worker);
            }
            else
            {
                refused[rule] = refused.GetValueOrDefault(rule) + 1;
            }
        }

        var because = inSight.Count > 0 ? null
            : people == 0 ? $"Queue {need.Queue} accepts none of the team's workers."
            : $"No worker who could take it is in sight: of {people} {(people == 1 ? "person" : "people")}, "
                + $"{string.Join(", ", refused.Select(r => $"{r.Value} {EligibilityRuleText.Counted(r.Key, r.Value)}"))}.";
        return _candidates[key] = new Candidates(inSight, inQueue, because);
    }

    /// <summary>
    /// Why nothing can be expected of a worker; <see cref="EligibilityRule.None"/> where the worker is only busy, away for now, or not
    /// settled.
    /// </summary>
    private EligibilityRule NotInSight(Worker worker) =>
        !state.Roster.IsConfirmed(worker) ? EligibilityRule.Unconfirmed
        : worker.IsPaused ? EligibilityRule.Paused
        : worker.Draining || worker.Leaving ? EligibilityRule.Draining
        : worker.Calendar is { IsOpen: false } ? EligibilityRule.Closed
        : !Eligibility.IsWorking(worker, state.Roster.Confirmation) ? EligibilityRule.Presence
        : EligibilityRule.None;

    /// <summary>
    /// Since when a worker has been kept from a task by work, an offer or presence; null where nothing of that keeps the worker.
    /// </summary>
    private DateTimeOffset? LastMoved(Worker worker, int units, TeamChannel? channel)
    {
        var states = state.Index.StatesOf(channel);
        DateTimeOffset? moved = !Eligibility.Has(states, worker.State) || worker.SettlesAt is not null ? worker.StateSince : null;
        if (channel is null ? worker.Used + units <= worker.Capacity : worker.HasRoom(channel, units, state.Parts.Channels.All))
        {
            return moved;
        }

        var taken = worker.Tasks
            .Select(t => t.CompletedAt ?? t.AssignedAt ?? t.Entered.Wall)
            .Concat(worker.Offers.Select(o => o.At))
            .DefaultIfEmpty(worker.Idle.Wall)
            .Max();
        return moved > taken ? moved : taken;
    }

    private TimeSpan Since(DateTimeOffset moved) => now.Elapsed - now.ElapsedAt(moved);

    private TimeSpan Rests(TaskItem task, Worker worker)
    {
        var until = worker.SettlesAt ?? now.Elapsed;
        return task.HasRests && task.Rests.FirstOrDefault(r => r.Contact == worker.Contact) is { } rest && rest.Until > until
            ? rest.Until
            : until;
    }

    private static DateTimeOffset Later(params ReadOnlySpan<DateTimeOffset> times)
    {
        var last = times[0];
        foreach (var time in times)
        {
            last = time > last ? time : last;
        }

        return last;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>Who may take something.</summary>
    /// <param name="InSight">Those of whom it can be expected.</param>
    /// <param name="InQueue">Of how many workers of its queue anything can be expected.</param>
    /// <param name="Because">Why nobody is in sight, in words; null where somebody is.</param>
    private sealed record Candidates(List<Worker> InSight, int InQueue, string? Because);
}

/// <summary>How long something is expected to wait.</summary>
/// <param name="Time">How long; null where that cannot be told.</param>
/// <param name="Because">Why not, in words; null where it can.</param>
internal readonly record struct ExpectedWait(TimeSpan? Time, string? Because)
{
    /// <summary>In whole seconds.</summary>
    public long? Seconds => Time is { } time ? (long)Math.Round(time.TotalSeconds, MidpointRounding.AwayFromZero) : null;
}
