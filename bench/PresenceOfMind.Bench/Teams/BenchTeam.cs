using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Bench.Teams;

/// <summary>
/// A team of five queues, of workers with skills of several levels, and of sixty different requirements. The bare state machine:
/// no grain, no disk.
/// </summary>
internal sealed class BenchTeam
{
    public const int Requirements = 60;

    /// <summary>
    /// How many tasks come and are completed a day, by the team's clock: four events belong to each (added, assigned, completed, forgotten
    /// a day later), which makes a day of 100,000 events.
    /// </summary>
    public const int TasksADay = 25_000;

    private static readonly TimeSpan BetweenCommands = TimeSpan.FromDays(1) / (2 * TasksADay);

    private const int Queues = 5;
    private const int Skills = 6;

    private readonly TaskSpec[] _specs = [.. Enumerable.Range(0, Requirements).Select(Spec)];
    private DateTimeOffset _now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly Queue<TaskId> _busy = new();
    private long _sequence;
    private int _next;

    /// <summary>Hears of what each command appends; null for nobody.</summary>
    public Action<IReadOnlyList<LogEntry>>? Appended { get; init; }

    /// <summary>Configures the team and opens its source.</summary>
    public BenchTeam Begin(int workers)
    {
        Do(new LoadTeam());
        Do(new ConfigureTeam(new TeamSettings
        {
            Workers = [.. Enumerable.Range(0, workers).Select(Worker)],
            Queues = [.. Enumerable.Range(0, Queues).Select(q => new QueueSettings { Name = new($"q{q}") })],
        }));
        Do(new OpenPresenceSource());
        return this;
    }

    private readonly Team _team = TeamRows.CreateEmpty(Decider.Instance);

    public TeamState State => _team.State;

    /// <summary>How many tasks were given, by the entries.</summary>
    public long Given { get; private set; }

    public static Contact Contact(int worker) => new($"w{worker}@example.com");

    private void Do(TeamCommand command)
    {
        _now += BetweenCommands;
        var outcome = _team.Handle(command, TeamTime.FromWall(_now));
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Detail);
        }

        Appended?.Invoke(outcome.Entries);
        foreach (var entry in outcome.Entries)
        {
            if (entry.Event is TaskAssigned assigned)
            {
                Given++;
                _busy.Enqueue(assigned.Id);
            }
        }
    }

    /// <summary>Adds a task with the next of the requirements.</summary>
    public void AddNext() => Do(new AddTask(null, "a task", null) { Spec = _specs[_next++ % Requirements] });

    /// <summary>Completes the task that was given the longest ago.</summary>
    public void CompleteOldest() => Do(new CompleteTask(_busy.Dequeue()));

    /// <summary>Adds a task that only somebody with a skill can take that nobody has.</summary>
    public void AddHopeless(int requirement)
    {
        var spec = _specs[requirement % Requirements];
        Do(new AddTask(null, "a task", null) { Spec = spec with { Skills = [.. spec.Skills, new SkillRequirement { Name = "rare" }] } });
    }

    /// <summary>Tells in one report who is available; the others are away.</summary>
    public void Report(int workers, Func<int, bool> isAvailable) => Do(new ReportPresence(
        State.SourceEpoch,
        ++_sequence,
        TeamTime.FromWall(_now).Elapsed,
        [.. Enumerable.Range(0, workers).Select(
            w => new WorkerPresence(Contact(w), isAvailable(w) ? PresenceState.Available : PresenceState.Away))]));

    /// <summary>Tells of somebody who comes or goes.</summary>
    public void Change(int worker, bool isAvailable) => Do(new ReportPresence(
        State.SourceEpoch,
        ++_sequence,
        null,
        [new WorkerPresence(Contact(worker), isAvailable ? PresenceState.Available : PresenceState.Away)]));

    private static WorkerSettings Worker(int number) => new()
    {
        Contact = Contact(number),
        Name = $"worker {number}",
        Skills = Enumerable.Range(0, Skills).Where(s => (number + s) % 3 != 0).ToDictionary(s => $"s{s}", s => 20 + (number * 7 % 80)),
        Labels = new Dictionary<string, string> { ["site"] = number % 2 == 0 ? "north" : "south" },
    };

    private static TaskSpec Spec(int number) => new()
    {
        Queue = new($"q{number % Queues}"),
        Skills = [new SkillRequirement { Name = $"s{number % Skills}", Level = 10 + (number / 12 * 8) }],
        Labels = number % 4 == 0 ? [new LabelRequirement { Key = "site", Value = "north" }] : [],
    };
}
