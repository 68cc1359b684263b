using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>What is checked of each entry, and of the state in which a command leaves the team.</summary>
internal sealed partial class SlowTeam
{
    public void CheckThenLearn(LogEntry entry)
    {
        Check(entry);
        Learn(entry);
    }

    /// <summary>The rules that hold whenever a command has been carried out.</summary>
    public void CheckRest(TeamTime now)
    {
        var at = now.Elapsed;
        CheckHours(now.Wall);
        if (Next(at) is var (job, person))
        {
            Assert.Fail($"Task {job.Id} waits although {person.Contact} is able.");
        }

        Assert.All(_people, CheckCapacity);
        CheckReservations();
        foreach (var open in _jobs.Where(j => j.IsOpen))
        {
            CheckDue(open, now);
            foreach (var ask in open.Offers)
            {
                Assert.True(
                    HasRoom(Find(ask.Contact), open.Need.Channel, open.Need.Units, besides: open),
                    $"{ask.Contact} is asked without room.");
                var rule = Rule(Find(ask.Contact), open, isAsked: true);
                Assert.True(rule is EligibilityRule.Room or EligibilityRule.Asked, $"{ask.Contact} is asked and not able: {rule}.");
            }
        }

        CheckOverflow(at);
        CheckNobodyIsWaitedFor();
        Assert.DoesNotContain(_people, p => p.SettlesAt <= at || p.Words.Values.Any(w => w.IsOver(now)));
        Assert.DoesNotContain(
            _people,
            p => p.Leaving && !_jobs.Exists(j => j.IsOpen && (j.Worker == p.Contact || j.Offers.Exists(o => o.Contact == p.Contact))));
    }

    private static void CheckDue(Job job, TeamTime now)
    {
        var at = now.Elapsed;
        if (job.State is JobState.Scheduled or JobState.Waiting)
        {
            Assert.False(job.Spec.Deadline <= now.Wall, "A task is past its deadline.");
            Assert.False(job.StartsAt <= now.Wall, "A task has not begun.");
        }

        if (job.State == JobState.Waiting)
        {
            Assert.DoesNotContain(job.Offers, o => o.Until <= at);
            Assert.DoesNotContain(job.Rests.Values, r => r <= at);
            Assert.False(job.PrefersUntil <= at, "A task still waits for those whom it prefers.");
        }

        Assert.False(job.State == JobState.WrappingUp && job.WrapsUpUntil <= at, "A wrap-up is over.");
    }

    /// <summary>
    /// The office is open as its hours say, whichever way the clock was set; what a clock that is kept right corrects does not matter.
    /// </summary>
    private void CheckHours(DateTimeOffset wall)
    {
        bool IsOpen(DateTimeOffset at) => at is { DayOfWeek: DayOfWeek.Monday, Hour: 8, Minute: >= 1 and < 4 };
        if (IsOpen(wall) == IsOpen(wall.AddSeconds(5)))
        {
            Assert.Equal(IsOpen(wall), !_closed.Contains(new("office")));
        }
    }

    /// <summary>Ageing, by queues whose ageing never changes.</summary>
    public void CheckAgeing(TimeSpan at)
    {
        foreach (var job in _jobs.Where(j => j.State == JobState.Waiting && _queues[j.Need.Queue].Ageing is not null))
        {
            var ageing = _queues[job.Need.Queue].Ageing!;
            Assert.Equal(Math.Min(ageing.Most, (int)((at - job.FirstQueued!.Value).TotalSeconds / ageing.EverySeconds)), job.Aged);
        }
    }

    private void Check(LogEntry entry)
    {
        if (entry.Event is not WebhookDue)
        {
            Assert.Empty(_toTell);
        }

        if (entry.Event is not (OfferEnded or TaskChanged or TaskQueued))
        {
            _justWithdrawn.Clear();
        }

        switch (entry.Event)
        {
            case TaskAdded e:
                Assert.DoesNotContain(e.Id.Value, _ids);
                CheckAdded(e);
                break;
            case TaskQueued e:
                CheckQueued(e, entry.Time);
                break;
            case WebhookDue e:
                CheckTold(e, entry.Time.Elapsed);
                break;
            case OfferWidened e when _queues[Find(e).Need.Queue].Strategy is { Name: "offer-to-ever-more" } more:
                Assert.Equal(
                    Math.Min(more.Count, 1 + (int)((entry.Time.Elapsed - Find(e).AskedAt!.Value).TotalSeconds / more.EverySeconds)),
                    e.Reach);
                break;
            case TaskAssigned { How: AssignmentMethod.Decided } e:
                CheckGiven(e.Id.Value, e.Contact, e.ConfigurationVersion, e.Refused, entry.Time.Elapsed);
                Assert.Equal(QueueMode.Assign, _queues[Find(e).Need.Queue].Mode);
                break;
            case TaskAssigned e:
                Assert.True(Find(e) is { State: JobState.Waiting, Worker: null, Offers.Count: 0 });
                Assert.True(
                    HasRoom(Find(e.Contact), Find(e).Need.Channel, Find(e).Need.Units),
                    "By force or by choice, but not beyond the room.");
                break;
            case TaskOffered e:
                CheckGiven(e.Id.Value, e.Contact, e.ConfigurationVersion, e.Refused, entry.Time.Elapsed);
                Assert.Equal(_queues[Find(e).Need.Queue].OfferSeconds, (e.Until - entry.At).TotalSeconds);
                break;
            case OfferEnded e:
                CheckCoolDown(e, entry.Time.Wall);
                CheckEnd(e, entry.Time.Elapsed);
                break;
            case TaskResumed e:
                Assert.True(HasRoom(Find(e.Contact), Find(e).Need.Channel, Find(e).Need.Units));
                break;
            case CapacityReserved e:
                var keepers = _people
                    .Where(p => CouldKeepRoom(p, Find(e)))
                    .OrderByDescending(p => p.Settings.Capacity - Held(p).Sum(h => h.Units))
                    .ThenBy(
                    p => p.Number);
                Assert.Equal(keepers.First().Contact, e.Contact);
                break;
            case TaskCompleted e:
                Assert.Equal((JobState.Assigned, e.Contact), (Find(e).State, Find(e).Worker));
                break;
            case TaskExpired e:
                CheckExpired(e, entry.Time);
                break;
            case LeadNeeded e:
                CheckLeadNeeded(e);
                break;
            case PreferenceEnded e:
                CheckPreferenceEnded(e, entry.Time.Elapsed);
                break;
            case WorkerRemoved e:
                Assert.DoesNotContain(_jobs, j => j.Worker == e.Contact || j.Offers.Exists(o => o.Contact == e.Contact));
                break;
            case QueueRemoved e:
                Assert.DoesNotContain(_jobs, j => j.IsOpen && j.Need.Queue == e.Name);
                break;
        }
    }

    private void CheckGiven(string id, Contact contact, long version, RefusalCounts refused, TimeSpan at)
    {
        if (Next(at) is not var (job, person))
        {
            var given = _jobs.Single(j => j.Id == id);
            Assert.Fail(
                $"Nobody is able, but {contact} is given {id}, which is {given.State}, has {given.Offers.Count} of {given.Reach} "
                    + $"offers: {string.Join(", ", _people.Select(p => $"{p.Contact} {Rule(p, given)}"))}.");
            return;
        }

        Assert.Equal((job.Id, person.Contact, _version), (id, contact, version));
        var isKept = job.KeptBy == contact && Rule(person, job) != EligibilityRule.None;
        Assert.Equal(Refused(job, person, isKept), refused);
    }

    private void CheckEnd(OfferEnded e, TimeSpan at)
    {
        Assert.True(_ended.Add(e.Number), "An offer ends twice.");
        var ask = Find(e).Offers.Single(o => o.Number == e.Number);
        Assert.Equal(ask.Contact, e.Contact);
        if (e.Because?.Cause is WithdrawalCause.CalledOff or WithdrawalCause.Expired or WithdrawalCause.Rerouted
            or WithdrawalCause.Transferred or WithdrawalCause.Overflowed)
        {
            _justWithdrawn.Add((e.Id.Value, ask));
        }

        if (e.How == OfferEnd.TimedOut && !CouldAnswer(Find(e.Contact), ask))
        {
            Assert.Null(e.RestsUntil);
        }

        Assert.True(
            e.How == OfferEnd.Withdrawn || (e.How == OfferEnd.TimedOut) == (at >= ask.Until),
            "An answer counts before the deadline only, and only the deadline times out.");
    }

    private void CheckCapacity(Person p)
    {
        Assert.True(p.IsExcused || !IsBeyondRoom(p), $"{p.Contact} has more than there is room for.");
        p.IsExcused &= IsBeyondRoom(p);
    }

    private bool IsBeyondRoom(Person p)
    {
        var held = Held(p).ToList();
        return held.Sum(h => h.Units) > p.Settings.Capacity
            || (held.Count > 1 && held.Exists(h => IsExclusive(h.Channel)))
            || p.Settings.Channels.Any(c => held.Where(h => h.Channel == c.Key).Sum(h => h.Units) > c.Value);
    }

    private void CheckReservations()
    {
        foreach (var job in _jobs.Where(j => j is { WantsRoom: true, State: JobState.Waiting, Offers.Count: 0, KeptBy: null }))
        {
            Assert.DoesNotContain(_people, p => CouldKeepRoom(p, job));
        }

        foreach (var job in _jobs.Where(j => j.KeptBy is not null))
        {
            Assert.True(
                job.WantsRoom && Rule(Find(job.KeptBy!.Value), job) is EligibilityRule.Room,
                $"Room is kept for {job.Id} with somebody who could not take it.");
        }
    }

    private bool CouldKeepRoom(Person p, Job job) =>
        Rule(p, job) == EligibilityRule.Room
        && !_jobs.Exists(j => j.KeptBy == p.Contact)
        && !job.Rests.ContainsKey(p.Contact)
        && job.Need.Units <= Math.Min(p.Settings.Capacity, p.Settings.Channels.GetValueOrDefault(job.Need.Channel, int.MaxValue));

    private bool IsWorking(Person p) =>
        !p.Draining && !p.Leaving
        && ((p.Settings.Calendar ?? _rules.Calendar) is not { } calendar || !_closed.Contains(calendar))
        && (!p.Confirmed
            || p.State is not (Protocol.PresenceState.Unavailable or Protocol.PresenceState.Vacation or Protocol.PresenceState.Unknown));
}
