using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>A team with its log, a clock and a source of presence.</summary>
internal sealed class TeamHarness
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private long _sequence;
    private TimeSpan _stepped;

    public TeamHarness(params string[] workers)
        : this(new TeamSettings { Workers = Workers(workers) })
    {
    }

    public TeamHarness(TeamSettings settings)
    {
        Do(new LoadTeam());
        Done(new ConfigureTeam(settings));
        Do(new OpenPresenceSource());
        Pass(1);
    }

    /// <summary>Carries on where another team has come to, with a state of its own.</summary>
    public TeamHarness(TeamState state, TeamHarness other)
    {
        Machine = new Team(Decider.Instance, state);
        Log = [.. other.Log];
        Now = other.Now;
        _stepped = other._stepped;
        _sequence = other._sequence;
    }

    public Team Machine { get; } = new(Decider.Instance, TeamSnapshot.Empty());

    public TeamState State => Machine.State;

    public List<LogEntry> Log { get; } = [];

    /// <summary>What the wall clock says.</summary>
    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>Both clocks.</summary>
    public TeamTime Time => TeamTime.FromWall(Now - _stepped) with { Wall = Now };

    /// <summary>Hears of each command before it is decided; null for nobody.</summary>
    public Action? Deciding { get; set; }

    /// <summary>Hears of each command and of what became of it; null for nobody.</summary>
    public Action<TeamCommand, Outcome>? Decided { get; set; }

    public long Epoch => State.SourceEpoch;

    public static Contact Contact(string name) => new($"{name}@example.com");

    public static IReadOnlyList<WorkerSettings> Workers(params string[] names) => [.. names.Select(n => Worker(n))];

    public static WorkerSettings Worker(string name, int capacity = 1) =>
        new() { Contact = Contact(name), Name = name, Capacity = capacity };

    /// <summary>A team in which task one was done ten days ago, and is forgotten; its last event is five days old.</summary>
    /// <param name="keepDays">For how many days it keeps its log.</param>
    public static TeamHarness WithOldTask(int keepDays = 400)
    {
        var team = new TeamHarness(new TeamSettings { Workers = Workers("fay"), Rules = new TeamRules { KeepDays = keepDays } })
        {
            Now = DateTimeOffset.UtcNow.AddDays(-10),
        };
        team.Here("fay");
        team.Done(new AddTask(new("one"), "one", null) { Spec = new TaskSpec { Priority = 3 } });
        team.Done(new CompleteTask(new("one")));
        team.Let(TimeSpan.FromDays(5).TotalSeconds);
        Assert.Null(team.State.Tasks.Find(new("one")));
        return team;
    }

    /// <summary>A team of one queue.</summary>
    public static TeamHarness ForQueue(QueueSettings queue, params string[] workers) =>
        new(new TeamSettings { Workers = Workers(workers), Queues = [queue] });

    /// <summary>A queue that offers.</summary>
    public static QueueSettings Offering(int seconds = 30) => new() { Name = new("offers"), Mode = QueueMode.Offer, OfferSeconds = seconds };

    public Outcome Do(TeamCommand command)
    {
        Deciding?.Invoke();
        var outcome = Machine.Handle(command, Time);
        Log.AddRange(outcome.Entries);
        Decided?.Invoke(command, outcome);
        return outcome;
    }

    /// <summary>Does what must not be refused.</summary>
    public Outcome Done(TeamCommand command)
    {
        var outcome = Do(command);
        Assert.Null(outcome.Refusal);
        return outcome;
    }

    /// <summary>Does what must be refused.</summary>
    public Refusal Refused(TeamCommand command, string code)
    {
        var outcome = Do(command);
        Assert.Equal(code, outcome.Refusal?.Code);
        return outcome.Refusal!;
    }

    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <summary>Sets the wall clock, whatever the time.</summary>
    public void Step(TimeSpan by) => (Now, _stepped) = (Now + by, _stepped + by);

    /// <summary>Lets time pass, and what falls due meanwhile happen at its time.</summary>
    public void Let(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        while (State.Dues.Wait(Time) is { } wait && Now + wait <= until)
        {
            Now += wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            Do(new AdvanceTime());
        }

        Now = until;
        Do(new AdvanceTime());
    }

    public Outcome Configure(TimeSpan settle, params string[] workers) => Do(new ConfigureTeam(
        new TeamSettings { Workers = Workers(workers), Rules = new TeamRules { SettleSeconds = (int)settle.TotalSeconds } }, Drain: true));

    public void Configure(TeamSettings settings) => Done(new ConfigureTeam(settings));

    /// <summary>A fetch that began a moment ago.</summary>
    public Outcome Fetch(params (string Name, PresenceState State)[] people)
    {
        var began = Time.Elapsed;
        Pass(0.001);
        return Do(new ReportPresence(Epoch, ++_sequence, began, Told(people)));
    }

    /// <summary>A fetch that finds these available.</summary>
    public Outcome Here(params string[] people) => Fetch([.. people.Select(p => (p, PresenceState.Available))]);

    public Outcome Change(string name, PresenceState state) => Do(new ReportPresence(Epoch, ++_sequence, null, Told([(name, state)])));

    public Outcome Lose() => Do(new LosePresenceSource(Epoch, ++_sequence, "log-in failed", Time.Elapsed));

    /// <summary>A program vouches for somebody.</summary>
    public Outcome Vouch(string name, PresenceState state, int seconds, string source = "program", long? sequence = null) => Done(
        new SetProgramPresence(
            [new(Contact(name)) { Source = new(source), State = state, ExpiresInSeconds = seconds, Sequence = sequence }]));

    public TaskItem Add(string title, string? id = null) => Do(new AddTask(TaskId.FromNullable(id), title, null)).Picture()!;

    public TaskItem Add(string id, TaskSpec spec) => Done(new AddTask(new(id), id, null) { Spec = spec }).Picture()!;

    public Outcome Accept(string id, string name) => Do(new AcceptOffer(new(id), Contact(name)));

    public Outcome Decline(string id, string name) => Do(new DeclineOffer(new(id), Contact(name)));

    public TaskItem Task(string id) => State.Tasks.Find(new(id))!;

    public Worker Person(string name) => State.Roster.Find(Contact(name))!;

    public string? WorkerOf(string id) => Task(id).WorkerName;

    /// <summary>Why a task waits.</summary>
    public string? Because(string id) => WaitingReasonText.Describe(State, Task(id));

    /// <summary>Who is asked to take a task.</summary>
    public IEnumerable<string> Asked(string id) => Task(id).Offers.Select(o => o.Worker.Name);

    public IEnumerable<T> Events<T>()
        where T : TeamEvent => Log.Select(e => e.Event).OfType<T>();

    public static WorkerPresence[] Told(IEnumerable<(string Name, PresenceState State)> people) =>
        [.. people.Select(p => new WorkerPresence(Contact(p.Name), p.State))];
}
