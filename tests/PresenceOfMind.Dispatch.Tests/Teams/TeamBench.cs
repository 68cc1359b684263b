using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>A team with its log, a clock and a source of presence.</summary>
internal sealed class TeamBench
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private long _sequence;

    public TeamBench(params string[] workers)
    {
        Do(new LoadTeam());
        Configure(TimeSpan.Zero, workers);
        Do(new OpenSource());
        Pass(1);
    }

    public TeamState State { get; } = new();

    public List<LogEntry> Log { get; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public long Epoch => State.SourceEpoch;

    public static string Contact(string name) => $"{name}@example.com";

    public Outcome Do(TeamCommand command)
    {
        var outcome = Team.Handle(State, command, Now);
        Log.AddRange(outcome.Entries);
        return outcome;
    }

    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    public Outcome Configure(TimeSpan settle, params string[] workers) =>
        Do(new ConfigureTeam(new TeamSettings
        {
            Workers = [.. workers.Select(w => new WorkerSettings { Contact = Contact(w), Name = w })],
            Rules = new TeamRules { SettleSeconds = (int)settle.TotalSeconds },
        }));

    /// <summary>A fetch that began a moment ago.</summary>
    public Outcome Fetch(params (string Name, PresenceState State)[] people)
    {
        var began = Now;
        Pass(0.001);
        return Do(new ReportPresence(Epoch, ++_sequence, began, Told(people)));
    }

    public Outcome Change(string name, PresenceState state) => Do(new ReportPresence(Epoch, ++_sequence, null, Told([(name, state)])));

    public Outcome Lose() => Do(new LoseSource(Epoch, ++_sequence, "log-in failed", Now));

    public TaskRecord Add(string title, string? id = null) => Do(new AddTask(id, title, null)).Task!;

    public string? WorkerOf(string id) => State.Tasks.Find(id)!.WorkerName;

    /// <summary>Why a task waits.</summary>
    public string? Because(string id) => WaitingReason.Of(State, State.Tasks.Find(id)!);

    public static WorkerPresence[] Told(IEnumerable<(string Name, PresenceState State)> people) =>
        [.. people.Select(p => new WorkerPresence(Contact(p.Name), p.State))];
}
