using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>The obvious team: it reads a log, looks at everybody for each decision, and shares nothing with the fast one.</summary>
internal sealed class SlowTeam
{
    private readonly List<Person> _people = [];
    private readonly List<Job> _jobs = [];
    private TimeSpan _settle;
    private long _version;

    public void CheckThenLearn(LogEntry entry)
    {
        Check(entry.Event);
        Learn(entry);
        CheckAlways();
    }

    public void CheckNothingIsLeftToGive() =>
        Assert.False(AbleInOrder().Any() && WaitingInOrder().Any(), "A task waits although somebody is able.");

    public IEnumerable<string> AbleInOrder() =>
        _people.Where(p => Rule(p) == AbilityRule.None).OrderBy(p => p.IdleSince).ThenBy(p => p.Number).Select(p => p.Contact);

    public IEnumerable<string> WaitingInOrder() => _jobs.Where(j => j.Open && j.Worker is null).Select(j => j.Id);

    public RefusalCounts Refused(int winners)
    {
        int Count(AbilityRule rule) => _people.Count(p => Rule(p) == rule);
        return new(
            Count(AbilityRule.Unconfirmed), Count(AbilityRule.Presence), Count(AbilityRule.Settling),
            Count(AbilityRule.Draining), Count(AbilityRule.Room), Count(AbilityRule.None) - winners);
    }

    public void Learn(LogEntry entry)
    {
        switch (entry.Event)
        {
            case ConfigurationChanged e:
                (_version, _settle) = (e.Version, TimeSpan.FromMilliseconds(e.SettleMilliseconds));
                break;
            case WorkerAdded e:
                _people.Add(new Person { Contact = e.Contact, Number = entry.Position, IdleSince = entry.At });
                break;
            case WorkerDraining e:
                Find(e.Contact).Draining = true;
                break;
            case WorkerKept e:
                Find(e.Contact).Draining = false;
                break;
            case WorkerSettled e:
                Find(e.Contact).Settling = false;
                break;
            case WorkerRemoved e:
                _people.Remove(Find(e.Contact));
                break;
            case TeamLoaded or SourceOpened or SourceLost:
                _people.ForEach(p => p.Confirmed = false);
                break;
            case PresenceReported e:
                foreach (var told in e.States)
                {
                    var person = Find(told.Contact);
                    person.Settling = person.State == told.State ? person.Settling : told.State == PresenceState.Available && _settle > TimeSpan.Zero;
                    person.State = told.State;
                    person.Confirmed |= e.Confirms;
                }

                break;
            case TaskAdded e:
                _jobs.Add(new Job { Id = e.Id });
                break;
            case TaskAssigned e:
                _jobs.Single(j => j.Id == e.Id).Worker = e.Contact;
                break;
            case TaskCompleted e:
                End(e.Id, entry.At);
                break;
            case TaskCancelled e:
                End(e.Id, entry.At);
                break;
        }
    }

    private void Check(TeamEvent e)
    {
        switch (e)
        {
            case TaskAdded added:
                Assert.DoesNotContain(_jobs, j => j.Id == added.Id);
                break;
            case TaskAssigned assigned:
                Assert.Equal(new TaskAssigned(WaitingInOrder().First(), AbleInOrder().First(), _version, Refused(winners: 1)), assigned);
                break;
            case TaskCompleted completed:
                Assert.True(_jobs.Single(j => j.Id == completed.Id) is { Open: true, Worker: not null });
                break;
            case WorkerRemoved removed:
                Assert.DoesNotContain(_jobs, j => j.Open && j.Worker == removed.Contact);
                break;
        }
    }

    private void CheckAlways()
    {
        foreach (var job in _jobs.Where(j => j is { Open: true, Worker: not null }))
        {
            Find(job.Worker!);
        }

        Assert.All(_people, p => Assert.True(_jobs.Count(j => j.Open && j.Worker == p.Contact) <= 1, "Somebody has two tasks."));
    }

    private AbilityRule Rule(Person p) =>
        !p.Confirmed ? AbilityRule.Unconfirmed
        : p.State != PresenceState.Available ? AbilityRule.Presence
        : p.Settling ? AbilityRule.Settling
        : p.Draining ? AbilityRule.Draining
        : _jobs.Any(j => j.Open && j.Worker == p.Contact) ? AbilityRule.Room
        : AbilityRule.None;

    private void End(string id, DateTimeOffset at)
    {
        var job = _jobs.Single(j => j.Id == id);
        job.Open = false;
        if (job.Worker is { } contact)
        {
            Find(contact).IdleSince = at;
        }
    }

    private Person Find(string contact) => _people.Single(p => p.Contact == contact);

    private sealed class Person
    {
        public required string Contact { get; init; }

        public required long Number { get; init; }

        public required DateTimeOffset IdleSince { get; set; }

        public PresenceState State { get; set; } = PresenceState.Unknown;

        public bool Confirmed { get; set; }

        public bool Settling { get; set; }

        public bool Draining { get; set; }
    }

    private sealed class Job
    {
        public required string Id { get; init; }

        public string? Worker { get; set; }

        public bool Open { get; set; } = true;
    }
}
