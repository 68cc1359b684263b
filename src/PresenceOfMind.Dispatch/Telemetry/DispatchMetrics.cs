using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Rules.Queues;

namespace PresenceOfMind.Dispatch.Telemetry;

/// <summary>
/// What the dispatcher counts. Labels are names of teams and queues, and what happened: never people, tasks, keys or addresses.
/// </summary>
public sealed class DispatchMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "PresenceOfMind.Dispatch";

    private readonly ConcurrentDictionary<TeamName, TeamGauges?> _teams = [];
    private readonly ConcurrentDictionary<TeamName, long> _confirmed = [];
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _offers;
    private readonly Counter<long> _ended;
    private readonly TimeProvider _time;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">The clock of the source's age.</param>
    public DispatchMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Meter);
        _decisions = meter.CreateCounter<long>(
            "dispatch.decisions", "{decision}", "Tasks that a team gave or offered to somebody, by how (offered, decided, accepted, …).");
        _offers = meter.CreateCounter<long>("dispatch.offers", "{offer}", "Offers that ended, by outcome.");
        _ended = meter.CreateCounter<long>("dispatch.tasks.ended", "{task}", "Tasks that ended, by outcome.");
        meter.CreateObservableGauge(
            "dispatch.tasks.waiting", () => EachQueue(q => q.Waiting), "{task}", "Tasks that wait in a queue, offered ones among them.");
        meter.CreateObservableGauge(
            "dispatch.tasks.assigned", () => EachQueue(q => q.Assigned), "{task}", "Tasks of a queue that people have.");
        meter.CreateObservableGauge(
            "dispatch.tasks.oldest.wait",
            () => EachQueue(q => q.OldestWait),
            "s",
            "How long the task has waited that waits longest in a queue; 0 where none waits.");
        meter.CreateObservableGauge(
            "dispatch.workers.eligible",
            () => EachQueue(q => q.Eligible),
            "{worker}",
            "Workers of a queue who could take a task of a usual channel now.");
        meter.CreateObservableGauge("dispatch.workers", () => EachTeam(t => t.Workers), "{worker}", "Workers of a team.");
        meter.CreateObservableGauge(
            "dispatch.workers.unconfirmed",
            () => EachTeam(t => t.Unconfirmed),
            "{worker}",
            "Workers of a team whose presence is not confirmed: they get no work by rule.");
        meter.CreateObservableGauge("dispatch.log.position", () => EachTeam(t => t.Position), "{event}", "Events in a team's log.");
        meter.CreateObservableGauge(
            "dispatch.source.age",
            () => _confirmed.Select(c => new Measurement<double>(_time.GetElapsedTime(c.Value).TotalSeconds, Team(c.Key))),
            "s",
            "Since when no fetch of the source has confirmed the presence of a team.");
    }

    /// <summary>The teams that are loaded.</summary>
    internal IEnumerable<TeamName> Teams => _teams.Keys;

    /// <summary>A team is loaded: from now on it is asked how it does.</summary>
    /// <param name="team">The team.</param>
    internal void Follow(TeamName team) => _teams.TryAdd(team, null);

    /// <summary>A team's log has grown by these events, which are committed.</summary>
    /// <param name="team">The team.</param>
    /// <param name="entries">The events.</param>
    internal void Count(TeamName team, IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            switch (entry.Event)
            {
                case TaskOffered:
                    _decisions.Add(1, Team(team), new("how", "offered"));
                    break;
                case TaskAssigned assigned:
                    _decisions.Add(1, Team(team), new("how", Word(assigned.How)));
                    break;
                case OfferEnded ended:
                    _offers.Add(1, Team(team), new("outcome", Word(ended.How)));
                    break;
                case TaskCompleted:
                    _ended.Add(1, Team(team), new("outcome", "completed"));
                    break;
                case TaskCancelled:
                    _ended.Add(1, Team(team), new("outcome", "cancelled"));
                    break;
                case TaskExpired:
                    _ended.Add(1, Team(team), new("outcome", "expired"));
                    break;
            }
        }
    }

    /// <summary>A fetch of the source has confirmed the presence of a team.</summary>
    /// <param name="team">The team.</param>
    internal void Confirm(TeamName team) => _confirmed[team] = _time.GetTimestamp();

    /// <summary>Shows how a team does, until the next time.</summary>
    /// <param name="team">The team.</param>
    /// <param name="gauges">How it does.</param>
    internal void Show(TeamName team, TeamGauges gauges) => _teams[team] = gauges;

    /// <summary>Shows nothing any more of teams that are not there.</summary>
    /// <param name="teams">Those that are.</param>
    internal void Keep(IReadOnlySet<TeamName> teams)
    {
        foreach (var gone in _teams.Keys.Concat(_confirmed.Keys).Where(t => !teams.Contains(t)).ToList())
        {
            _teams.TryRemove(gone, out _);
            _confirmed.TryRemove(gone, out _);
        }
    }

    private static KeyValuePair<string, object?> Team(TeamName team) => new("team", team.Value);

    private static string Word(AssignmentMethod how) => how switch
    {
        AssignmentMethod.Decided => "decided",
        AssignmentMethod.Accepted => "accepted",
        AssignmentMethod.Claimed => "claimed",
        _ => "forced",
    };

    private static string Word(OfferEnd how) => how switch
    {
        OfferEnd.Accepted => "accepted",
        OfferEnd.Declined => "declined",
        OfferEnd.TimedOut => "timed_out",
        _ => "withdrawn",
    };

    private IEnumerable<Measurement<T>> EachTeam<T>(Func<TeamGauges, T> value)
        where T : struct => Shown().Select(t => new Measurement<T>(value(t.Value), Team(t.Key)));

    private IEnumerable<Measurement<T>> EachQueue<T>(Func<QueueGauges, T> value)
        where T : struct => Shown().SelectMany(t => t.Value.Queues.Select(
            q => new Measurement<T>(value(q), Team(t.Key), new("queue", q.Queue.Value))));

    private IEnumerable<KeyValuePair<TeamName, TeamGauges>> Shown()
    {
        foreach (var (team, gauges) in _teams)
        {
            if (gauges is not null)
            {
                yield return new(team, gauges);
            }
        }
    }
}
