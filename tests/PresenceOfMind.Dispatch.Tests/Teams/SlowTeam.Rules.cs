using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>What should be, as the rules say it.</summary>
internal sealed partial class SlowTeam
{
    /// <summary>The tasks that want somebody, the next one first.</summary>
    private IEnumerable<Job> InOrder() => _jobs.Where(j => j.WantsSomebody)
        .OrderByDescending(j => j.Need.Priority + j.Aged).ThenBy(j => j.FirstQueued).ThenBy(j => j.Number);

    /// <summary>The next task that somebody can take, and who gets it; null where there is none.</summary>
    private (Job Job, Person Person)? Next(TimeSpan at)
    {
        foreach (var job in InOrder())
        {
            var keeper = _people.Find(p => p.Contact == job.KeptBy);
            if (keeper is not null && Rule(keeper, job, isKept: true) == EligibilityRule.None)
            {
                return (job, keeper);
            }

            var able = _people.Where(p => Rule(p, job) == EligibilityRule.None).ToList();
            if (able.Count > 0)
            {
                return (job, Choose(able, job, at));
            }
        }

        return null;
    }

    private Person Choose(List<Person> able, Job job, TimeSpan at)
    {
        var notAskedYet = able.FindAll(p => !job.Unanswered.Contains(p.Contact));
        able = notAskedYet.Count > 0 ? notAskedYet : able;
        if (at < job.FormerUntil && able.Find(p => p.Contact == job.Former) is { } former)
        {
            return former;
        }

        var preferred = able.FindAll(p => job.Spec.Preferred.Contains(p.Contact));
        return Ordered(preferred.Count > 0 ? preferred : able, job).First();
    }

    private IOrderedEnumerable<Person> Ordered(IEnumerable<Person> people, Job job)
    {
        var strategy = _queues[job.Need.Queue].Strategy;
        var name = strategy.Name is "tiers" or "offer-to-several" or "offer-to-ever-more" or "preferred-first"
            ? strategy.By
            : strategy.Name;
        return people
            .OrderBy(p => strategy.Name == "tiers" ? p.Settings.Tier : 0)
            .ThenBy(p => Rank(p, job, name, strategy.Seed))
            .ThenBy(p => name is "round-robin" or "random" ? default : p.IdleSince)
            .ThenBy(p => p.Number);
    }

    /// <summary>What an order compares first; the least goes first.</summary>
    private IComparable Rank(Person p, Job job, string order, int seed) => order switch
    {
        "longest-idle" => p.IdleSince,
        "round-robin" => p.LastPosition,
        "least-loaded" => (decimal)Held(p).Sum(h => h.Units) / p.Settings.Capacity,
        "fewest-today" => p.Today,
        "least-time-today" => p.WorkToday,
        "best-skill-match" => -job.Need.Skills.Sum(s => p.Settings.Skills.GetValueOrDefault(s.Name)),
        "random" => Mixed(Mixed(unchecked(Mixed((uint)seed) + (ulong)job.Number)) ^ (ulong)p.Number),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "The slow team does not know this order."),
    };

    /// <summary>A step of SplitMix64, as its authors give it.</summary>
    private static ulong Mixed(ulong state)
    {
        var z = unchecked(state + 0x9e3779b97f4a7c15UL);
        z = unchecked((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94d049bb133111ebUL);
        return z ^ (z >> 31);
    }

    /// <summary>The first rule that refuses a candidate; null for who is no candidate.</summary>
    private EligibilityRule? Rule(Person p, Job job, bool isKept = false, bool isAsked = false)
    {
        var need = job.Need;
        if (!need.AlsoQueues.Prepend(need.Queue).Any(q => _queues.TryGetValue(q, out var queue) && Holds(queue.Workers, p)))
        {
            return null;
        }

        IReadOnlyList<PresenceState> states = _channels.TryGetValue(need.Channel, out var channel)
            ? channel.States
            : [PresenceState.Available];
        return !p.Confirmed && !isAsked ? EligibilityRule.Unconfirmed
            : !states.Contains(p.State) ? EligibilityRule.Presence
            : p.SettlesAt is not null ? EligibilityRule.Settling
            : p.Paused ? EligibilityRule.Paused
            : p.Draining || p.Leaving ? EligibilityRule.Draining
            : (p.Settings.Calendar ?? _rules.Calendar) is { } calendar && _closed.Contains(calendar) ? EligibilityRule.Closed
            : need.Skills.Any(s => !s.Wished && p.Settings.Skills.GetValueOrDefault(s.Name, -1) < s.Level) ? EligibilityRule.Skills
            : need.Labels.Any(l => p.Settings.Labels.GetValueOrDefault(l.Key) != l.Value) ? EligibilityRule.Labels
            : need.Excluded.Contains(p.Contact)
                || (need.Named.Count > 0 && !need.Named.Contains(p.Contact))
                || (job.PrefersUntil is not null && !job.Spec.Preferred.Contains(p.Contact)) ? EligibilityRule.Excluded
            : (!isKept && _jobs.Exists(j => j.KeptBy == p.Contact)) || !HasRoom(p, need.Channel, need.Units) ? EligibilityRule.Room
            : job.Offers.Exists(o => o.Contact == p.Contact) ? EligibilityRule.Asked
            : job.Rests.ContainsKey(p.Contact) ? EligibilityRule.Resting
            : EligibilityRule.None;
    }

    private bool HasRoom(Person p, ChannelName channel, int units, Job? besides = null)
    {
        var held = Held(p, besides).ToList();
        return held.Sum(h => h.Units) + units <= p.Settings.Capacity
            && held.Where(h => h.Channel == channel).Sum(h => h.Units) + units <= p.Settings.Channels.GetValueOrDefault(
                channel,
                int.MaxValue)
            && (held.Count == 0 || (!IsExclusive(channel) && !held.Exists(h => IsExclusive(h.Channel))));
    }

    /// <summary>What holds a person's units: assignments that are not on hold, wrap-ups, open offers.</summary>
    private IEnumerable<(ChannelName Channel, int Units)> Held(Person p, Job? besides = null) => _jobs
        .Where(j => j != besides)
        .Where(
            j => (j.Worker == p.Contact && j.State is JobState.Assigned or JobState.WrappingUp && j.Worker == p.Contact)
                || j.Offers.Exists(o => o.Contact == p.Contact))
        .Select(j => (j.Need.Channel, j.Need.Units));

    private bool IsExclusive(ChannelName channel) => _channels.TryGetValue(channel, out var settings) && settings.Exclusive;

    private int FirstReach(Job job)
    {
        var queue = _queues[job.Need.Queue];
        return queue.Mode == QueueMode.Offer && queue.Strategy.Name == "offer-to-several" ? queue.Strategy.Count : 1;
    }

    private RefusalCounts Refused(Job job, Person winner, bool isKept)
    {
        int Count(EligibilityRule rule) => _people.Count(p => p != winner && Rule(p, job) == rule);
        Assert.Equal(EligibilityRule.None, Rule(winner, job, isKept));
        return new RefusalCounts
        {
            Unconfirmed = Count(EligibilityRule.Unconfirmed),
            Presence = Count(EligibilityRule.Presence),
            Settling = Count(EligibilityRule.Settling),
            Paused = Count(EligibilityRule.Paused),
            Draining = Count(EligibilityRule.Draining),
            Closed = Count(EligibilityRule.Closed),
            Skills = Count(EligibilityRule.Skills),
            Labels = Count(EligibilityRule.Labels),
            Excluded = Count(EligibilityRule.Excluded),
            Room = Count(EligibilityRule.Room),
            Asked = Count(EligibilityRule.Asked),
            Resting = Count(EligibilityRule.Resting),
            Order = Count(EligibilityRule.None),
        };
    }

    /// <summary>Conditions as generated teams have them: everybody, a tier at least, or a label.</summary>
    private static bool Holds(Condition? condition, Person p) => condition switch
    {
        null => true,
        { Attribute: "tier", Operator: ConditionOperator.AtLeast, Value: { } tier } => p.Settings.Tier >= int.Parse(
            tier.AsText!,
            System.Globalization.CultureInfo.InvariantCulture),
        { Attribute: "labels.team", Operator: ConditionOperator.Equals, Value: { } team } => p.Settings.Labels.GetValueOrDefault(
            "team") == team.AsText,
        _ => throw new ArgumentOutOfRangeException(nameof(condition), "The slow team does not know this condition."),
    };
}
