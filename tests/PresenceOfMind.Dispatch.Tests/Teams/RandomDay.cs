using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>A team that lives by chance: offers, assignments, holds, reservations, presence, pauses, configuration, time.</summary>
internal sealed class RandomDay(int seed, DateTimeOffset? begin = null, bool steps = false)
{
    private static readonly PresenceState[] States =
    [
        PresenceState.Available,
        PresenceState.Available,
        PresenceState.Busy,
        PresenceState.Away,
    ];

    /// <summary>More tasks than this are called off, so that a day does not end in one that nobody could work through.</summary>
    private const int MostOpen = 60;

    private readonly Random _random = new(seed);
    private readonly TeamState _state = TeamSnapshot.Empty();
    private readonly List<LogEntry> _log = [];
    private DateTimeOffset _now = begin ?? new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
    private TimeSpan _stepped;
    private long _sequence;

    private TeamTime Time => TeamTime.FromWall(_now - _stepped) with { Wall = _now };

    private string Contact => $"w{_random.Next(8)}@example.com";

    public List<LogEntry> Live(int events)
    {
        Do(new ConfigureTeam(Settings()));
        Do(new OpenPresenceSource());
        while (_log.Count < events)
        {
            _now = _now.AddMilliseconds(_random.Next(20_000));
            if (steps && _random.Next(60) == 0)
            {
                var step = TimeSpan.FromSeconds(_random.Next(-100_000, 100_000));
                (_now, _stepped) = (_now + step, _stepped + step);
                Do(new ReportStandstill());
            }

            Do(Command());
        }

        return _log;
    }

    /// <summary>What a state decides next, in words.</summary>
    public string Next(TeamState state)
    {
        var words = new List<string>();
        foreach (var command in (TeamCommand[])
        [
            new AdvanceTime(),
            new ReportPresence(
                state.SourceEpoch,
                state.SourceSequence + 1,
                Time.Elapsed + TimeSpan.FromSeconds(1),
                [.. state.Roster.All.Select(w => new WorkerPresence(w.Contact, PresenceState.Available))]),
            new AddTask(null, "last", null) { Key = "last" },
            new AddTask(null, "last", null) { Key = "last" },
            new AdvanceTime(),
        ])
        {
            var outcome = new Team(Decider.Instance, state).Handle(
                command,
                new TeamTime(Time.Elapsed + TimeSpan.FromSeconds(30), _now.AddSeconds(30)));
            words.AddRange(outcome.Entries.Select(e => $"{e.Position} {EventNames.GetName(e.Event)} {EventJson.Write(e.Event)}"));
        }

        return string.Join('\n', words);
    }

    private static TeamSettings Settings() => new()
    {
        Workers = [.. Enumerable.Range(0, 8).Select(n => new WorkerSettings
        {
            Contact = new($"w{n}@example.com"),
            Skills = new Dictionary<string, int> { ["a"] = n * 10, ["b"] = 100 - (n * 10) },
            Capacity = 1 + (n % 3),
            Tier = n % 2,
        })],
        Queues =
        [
            new QueueSettings
            {
                Name = new("now"),
                WrapUpSeconds = 10,
                Ageing = new Ageing { EverySeconds = 20 },
                ServiceLevel = new ServiceLevel(),
                ReserveAfterSeconds = 30,
            },
            new QueueSettings
            {
                Name = new("ask"),
                Mode = QueueMode.Offer,
                OfferSeconds = 15,
                Claim = true,
                Strategy = new StrategySettings { Name = "offer-to-ever-more", EverySeconds = 5 },
            },
            new QueueSettings
            {
                Name = new("best"),
                Strategy = new StrategySettings { Name = "preferred-first" },
                MaxWaitSeconds = 300,
                WhenNobodyWorks = new Overflow { Action = OverflowAction.Queue, Queue = new("now") },
            },
        ],
        Rules = new TeamRules { SettleSeconds = 1, TakeBackOn = [PresenceState.Away], GraceSeconds = 20 },
    };

    private TeamCommand Command()
    {
        var open = _state.Tasks.Open.Take(MostOpen + 1).ToArray();
        var id = open.Length > 0 ? _random.GetItems(open, 1)[0].Id : new("none");
        if (open.Length > MostOpen)
        {
            return new CancelTask(open[0].Id, "too many");
        }

        return _random.Next(20) switch
        {
            < 6 => new AddTask(TaskId.FromNullable(_random.Next(3) == 0 ? $"own-{_random.Next(1_000_000)}" : null), "a task", null)
            {
                Key = _random.Next(8) == 0 ? $"key-{_random.Next(50)}" : null,
                Spec = new TaskSpec
                {
                    Queue = new(_random.GetItems((string[])["now", "ask", "best"], 1)[0]),
                    Priority = _random.Next(3),
                    Units = 1 + (_random.Next(4) / 3),
                    Channel = new(_random.Next(4) == 0 ? "mail" : "default"),
                    Skills = _random.Next(3) == 0 ? [new SkillRequirement { Name = "a", Level = 30, ExpiresAfterSeconds = 60 }] : [],
                    Preferred = _random.Next(5) == 0 ? [new(Contact)] : [],
                    NotBefore = _random.Next(10) == 0 ? _now.AddSeconds(40) : null,
                },
            },
            < 9 => new ReportPresence(
                _state.SourceEpoch,
                ++_sequence,
                Time.Elapsed,
                [new WorkerPresence(new(Contact), _random.GetItems(States, 1)[0])]),
            9 => new CompleteTask(id),
            10 or 11 => _state.Tasks.Find(id)?.Offers is [var offer, ..] ? new AcceptOffer(id, offer.Contact) : new CompleteTask(id),
            12 => _state.Tasks.Find(id)?.Offers is [var declined, ..]
                ? new DeclineOffer(id, declined.Contact, "no")
                : new CompleteTask(id),
            13 => new HoldTask(id),
            14 => new ResumeTask(id),
            15 => new ReturnTask(id, "back"),
            16 => new TransferTask(id, null, new("now")),
            17 => _random.Next(2) == 0 ? new PauseWorker(new(Contact), "break") : new UnpauseWorker(new(Contact)),
            18 => new AddNote(id, "a note"),
            _ => _random.Next(3) == 0 ? new CancelTask(id) : new AdvanceTime(),
        };
    }

    private void Do(TeamCommand command) => _log.AddRange(new Team(Decider.Instance, _state).Handle(command, Time).Entries);
}
