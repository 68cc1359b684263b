using System.Text.Json;
using CsCheck;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Generated teams, and what people, sources and clocks do with them.</summary>
internal static class GeneratedTeams
{
    private static readonly string[] Names = ["ann", "bob", "cid", "dan", "eve", "fay"];

    private static readonly string[] Orders = [.. StrategyCatalog.OrderNames];

    private static readonly string[] Strategies = [.. StrategyCatalog.Names];

    private static readonly string[] Channels = ["default", "call", "mail"];

    internal static readonly Gen<string> Person = Gen.Int[0, Names.Length - 1].Select(i => TeamHarness.Contact(Names[i]).Value);

    private static readonly Gen<string> Name = Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static readonly string[] Programs = ["calendar", "rota", "program"];

    internal static readonly Gen<PresenceState> Presence = Gen.Frequency(
        (4, Gen.Const(PresenceState.Available)),
        (2, Gen.Enum<PresenceState>()));

    private static readonly Gen<IReadOnlyDictionary<string, int>> Skills = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Select((a, b) =>
    {
        var skills = new Dictionary<string, int>();
        if (a > 0)
        {
            skills["french"] = a * 40;
        }

        if (b > 0)
        {
            skills["repair"] = b * 40;
        }

        return (IReadOnlyDictionary<string, int>)skills;
    });

    /// <summary>A worker's settings.</summary>
    internal static Gen<WorkerSettings> Worker(string name) =>
        Gen.Select(Skills, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 4], Gen.Int[0, 5]).Select((skills, tier, team, capacity, limit) =>
        TeamHarness.Worker(name, capacity) with
        {
            Skills = skills,
            Labels = team == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["team"] = team == 1 ? "x" : "y" },
            Tier = tier,
            Channels = limit == 0 ? new Dictionary<ChannelName, int> { [new("mail")] = 1 } : new Dictionary<ChannelName, int>(),
            Calendar = limit == 1 ? new("office") : null,
        });

    internal static readonly Gen<StrategySettings> Strategy = Gen
        .Select(Gen.Int[0, Strategies.Length - 1], Gen.Int[0, Orders.Length - 1])
        .Select((s, o) =>
        new StrategySettings { Name = Strategies[s], By = Orders[o], Count = 2, EverySeconds = 7, PreferSeconds = 20, Seed = o });

    private static Gen<Overflow> OverflowTo(string queue) => Gen.Int[0, 2].Select(i => i switch
    {
        0 => new Overflow { Action = OverflowAction.Refuse },
        1 => new Overflow { Action = OverflowAction.Queue, Queue = new(queue) },
        _ => new Overflow { Action = OverflowAction.Webhook, Url = new Uri($"http://{queue}.example.com/") },
    });

    /// <summary>What the second queue does, to the first, and what the third does, to the second.</summary>
    private static readonly Gen<Overflow[]> Overflows =
        Gen.Select(OverflowTo("first"), OverflowTo("first"), OverflowTo("second"), OverflowTo("second"), OverflowTo("second")).Select(
            (a, b, c, d, e) => (Overflow[])[a, b, c, d, e]);

    /// <summary>Queues whose times are always the same, so that what is due does not hang on when they were put.</summary>
    private static readonly Gen<IReadOnlyList<QueueSettings>> Queues = Gen
        .Select(Strategy, Strategy, Strategy, Gen.Int[0, 7], Overflows)
        .Select((s1, s2, s3, modes, overflow) => (IReadOnlyList<QueueSettings>)
    [
        Queue("first", s1, (modes & 1) != 0) with { Ageing = new() { EverySeconds = 20, Most = 3 }, Claim = true, ReopenSeconds = 100 },
        Queue("second", s2, (modes & 2) != 0) with
        {
            Workers = new() { Attribute = "tier", Operator = ConditionOperator.AtLeast, Value = AttributeValue.Number(1) },
            WrapUpSeconds = 10,
            MaxLength = 4,
            WhenFull = overflow[0],
            WhenNobodyWorks = overflow[1].Action == OverflowAction.Refuse ? new() : overflow[1],
            ReserveAfterSeconds = 30,
        },
        Queue("third", s3, (modes & 4) != 0) with
        {
            Workers = new() { Attribute = "labels.team", Value = AttributeValue.Text("x") },
            MaxWaitSeconds = 60,
            WhenWaitedTooLong = overflow[2].Action == OverflowAction.Refuse ? new() { Action = OverflowAction.Expire } : overflow[2],
            WhenNobodyWorks = overflow[3].Action == OverflowAction.Refuse ? new() : overflow[3],
            MaxLength = 3,
            WhenFull = overflow[4],
        },
    ]);

    internal static readonly Gen<TeamRules> Rules = Gen
        .Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2])
        .Select((settle, rest, pause, grace) => new TeamRules
        {
            SettleSeconds = settle * 4,
            RestSeconds = rest * 25,
            PauseAfterTimeouts = pause,
            TakeBackOn = grace == 0 ? [] : [PresenceState.Away, PresenceState.Unavailable],
            GraceSeconds = grace * 10,
            DefaultRoute = new("main"),
        });

    /// <summary>A queue that comes and goes; no rule and no other queue names it.</summary>
    private static readonly Gen<QueueSettings> Spare = Gen.Select(Strategy, Gen.Bool).Select(
        (s, offers) => Queue("spare", s, offers) with { Claim = true, ReopenSeconds = 100, WrapUpSeconds = 5 });

    public static readonly Gen<TeamSettings> Team =
        Gen
            .Select(
                Gen.Select(Worker("ann"), Worker("bob"), Worker("cid"), Worker("dan"), Worker("eve"), Worker("fay")),
                Queues,
                Rules,
                Gen.Int[1, 6],
                Gen.Int[0, 5],
                Spare)
            .Select((people, queues, rules, many, kind, spare) => new TeamSettings
            {
                Workers = ((WorkerSettings[])[people.Item1, people.Item2, people.Item3, people.Item4, people.Item5, people.Item6])[..many],
                Queues = kind < 3 ? queues : [.. queues, spare],
                Channels =
                [
                    new() { Name = new("call"), Exclusive = kind % 2 == 0 },
                    new() { Name = new("mail"), States = [PresenceState.Available, PresenceState.Busy] },
                ],
                Calendars = [new() { Name = new("office"), Hours = [new() { Days = [DayOfWeek.Monday], From = new(8, 1), To = new(8, 4) }] }],
                Routes =
                [
                    new()
                    {
                        Name = new("main"),
                        Queue = new("first"),
                        Rules =
                        [
                            new()
                            {
                                Queue = new("second"),
                                Priority = 1,
                                When = new() { Attribute = "attributes.kind", Value = AttributeValue.Text("b") },
                            },
                            new()
                            {
                                Queue = new("third"),
                                Skills = [new() { Name = "repair", Level = 50 }],
                                When = new() { Attribute = "attributes.kind", Value = AttributeValue.Text("c") },
                            },
                        ],
                        Steps =
                        [
                            new() { AfterSeconds = 15, LowerSkillsBy = 30 },
                            new() { AfterSeconds = 30, RaisePriorityBy = 2 },
                            new() { AfterSeconds = 45, AddQueues = [new(kind < 4 ? "first" : "spare")], DropSkills = ["french"] },
                        ],
                    },
                ],
                Rules = rules,
            });

    internal static readonly Gen<TaskSpec> Spec = Gen
        .Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 15], Person, Person)
        .Select((where, channel, units, skill, extra, one, two) => new TaskSpec
        {
            Queue = where switch { 0 => new("spare"), < 2 => new("first"), < 4 => new("second"), < 6 => new("third"), _ => null },
            Channel = new(Channels[channel]),
            Units = units,
            Priority = extra == 0 ? 1 : 0,
            Skills = skill == 0
            ? []
            : [new() { Name = "french", Level = skill * 30, ExpiresAfterSeconds = extra == 1 ? 25 : null, Wished = extra == 2 }],
            Labels = extra == 3 ? [new() { Key = "team", Value = "y", ExpiresAfterSeconds = 40 }] : [],
            Preferred = extra is 4 or 5 ? [new(one), new(two)] : [],
            Excluded = extra == 6 ? [new(one)] : [],
            Named = extra == 7 ? [new(one), new(two)] : extra == 10 ? [new(one)] : [],
            NotBefore = extra == 8 ? TeamHarness.Start.AddSeconds(70) : null,
            Deadline = extra == 9 ? TeamHarness.Start.AddSeconds(200) : null,
        });

    internal static readonly Gen<string> Attributes = Gen.Int[0, 2].Select(i => $$"""{"kind":"{{"abc"[i]}}"}""");

    private static Gen<Action<TeamHarness>> Some(Func<TeamHarness, TaskItem, Action?> what, params TaskState[] states) =>
        Gen.Int[0, 50].Select(n => Act(team =>
        {
            var tasks = team.State.Tasks.All.Where(t => states.Contains(t.State)).OrderBy(t => t.AddedBy).ToList();
            if (tasks.Count > 0)
            {
                what(team, tasks[n % tasks.Count])?.Invoke();
            }
        }));

    private static Gen<Action<TeamHarness>> Each(Func<TaskItem, TeamCommand> command, params TaskState[] states) =>
        Some((team, task) => () => team.Do(command(task)), states);

    private static Gen<Action<TeamHarness>> Each(
        Gen<string> person, Func<TaskItem, string, TeamCommand> command, params TaskState[] states) =>
        Gen.Select(person, Gen.Int[0, 50]).Select((p, n) => Act(team =>
        {
            var tasks = team.State.Tasks.All.Where(t => states.Contains(t.State)).OrderBy(t => t.AddedBy).ToList();
            if (tasks.Count > 0)
            {
                team.Do(command(tasks[n % tasks.Count], p));
            }
        }));

    private static Action<TeamHarness> Act(Action<TeamHarness> step) => step;

    /// <summary>Steps of the wall clock, from seconds to a year.</summary>
    private static readonly Gen<TimeSpan> Steps = Gen.Select(Gen.Int[0, 6], Gen.Bool).Select((n, isBack) =>
        TimeSpan.FromSeconds(((int[])[1, 7, 30, 240, 3600, 90_000, 31_536_000])[n]) * (isBack ? -1 : 1));

    internal static readonly Gen<Action<TeamHarness>> Step = Gen.Frequency(
        (16, Gen.Select(Spec, Attributes).Select((s, a) => Act(t => t.Do(new AddTask(null, "made", a) { Spec = s })))),
        (4, Gen.Select(Gen.Int[1, 8], Gen.Int[1, 2], Gen.Int[0, 3]).Select(
            (id, n, k) => Act(t => t.Do(new AddTask(new($"own-{id}"), $"number {n}", null) { Key = k == 0 ? null : $"k{k}" })))),
        (10, Each(t => new CompleteTask(t.Id), TaskState.Assigned)),
        (8, Some(
            (team, task) => task.Offers.Count == 0
                ? null
                : () => team.Do(new AcceptOffer(task.Id, task.Offers[^1].Contact, task.Offers[^1].Number)),
            TaskState.Offered)),
        (4, Some(
            (team, task) => task.Offers.Count == 0 ? null : () => team.Do(new DeclineOffer(task.Id, task.Offers[0].Contact)),
            TaskState.Offered)),
        (2, Each(Person, (t, p) => new AcceptOffer(t.Id, new(p)), [.. Enum.GetValues<TaskState>()])),
        (2, Each(Person, (t, p) => new DeclineOffer(t.Id, new(p)), [.. Enum.GetValues<TaskState>()])),
        (2, Each(t => new FinishWrapUp(t.Id), TaskState.WrappingUp)),
        (3, Each(t => new HoldTask(t.Id), TaskState.Assigned)),
        (3, Each(t => new ResumeTask(t.Id), TaskState.OnHold)),
        (2, Each(t => new ReturnTask(t.Id), TaskState.Assigned, TaskState.OnHold)),
        (2, Each(
            Person,
            (t, p) => new TransferTask(t.Id, Worker: new(p)),
            TaskState.Assigned,
            TaskState.Waiting,
            TaskState.Offered,
            TaskState.OnHold)),
        (2, Each(
            Gen.Int[0, 3].Select(i => ((string[])["first", "second", "third", "spare"])[i]),
            (t, q) => new TransferTask(t.Id, Queue: new(q)),
            TaskState.Assigned,
            TaskState.Waiting,
            TaskState.Offered)),
        (2, Each(Person, (t, p) => new ClaimTask(t.Id, new(p)), TaskState.Waiting, TaskState.Offered)),
        (2, Each(
            Person,
            (t, p) => new AssignTask(t.Id, new(p)),
            TaskState.Waiting,
            TaskState.Offered,
            TaskState.Assigned,
            TaskState.Scheduled,
            TaskState.OnHold)),
        (2, Each(t => new ReopenTask(t.Id), TaskState.Completed)),
        (2, Each(
            Attributes,
            (t, a) => new ChangeTask(t.Id, Attributes: a),
            TaskState.Waiting,
            TaskState.Offered,
            TaskState.Assigned,
            TaskState.Scheduled)),
        (1, Each(t => new ChangeTask(t.Id, Priority: (int)(t.AddedBy % 3)), TaskState.Waiting, TaskState.Offered)),
        (1, Each(t => new CancelTask(t.Id), [.. Enum.GetValues<TaskState>()])),
        (1, Gen.Const(Act(t => t.Do(new CancelOpenTasks())))),
        (10, Gen.Select(Name, Presence).Array[0, 6].Select(told => Act(t => t.Fetch(told)))),
        (5, Gen.Select(Name, Presence).Select((n, s) => Act(t => t.Change(n, s)))),
        (4, Gen.Select(Gen.Select(Person, Presence, Gen.Int[1, 60]).Array[1, 3], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 3]).Select(
            (told, source, isMoment, activity) => Act(t => t.Do(new SetProgramPresence(
            [
                .. told.Select(r => new ProgramReport(new(r.Item1))
                {
                    Source = new(Programs[source]),
                    State = r.Item2,
                    Activities = activity switch { 0 => ["meeting"], 1 => ["lunch", "On-The-Phone"], _ => [] },
                    ExpiresAt = isMoment ? t.Now.AddSeconds(r.Item3 * 5) : null,
                    ExpiresInSeconds = isMoment ? null : r.Item3 * 5,
                }),
            ]))))),
        (1, Gen.Select(Person, Gen.Int[0, 2]).Select((p, s) => Act(t => t.Do(new ClearProgramPresence(new(p), new(Programs[s])))))),
        (1, Gen.Const(Act(t => t.Lose()))),
        (1, Gen.Const(Act(t => t.Do(new LoadTeam())))),
        (1, Gen.Const(Act(t => t.Do(new OpenPresenceSource())))),
        (1, Person.Select(p => Act(t => t.Do(new PauseWorker(new(p), "break"))))),
        (2, Person.Select(p => Act(t => t.Do(new UnpauseWorker(new(p)))))),
        (1, Person.Select(p => Act(t => t.Do(new DrainWorker(new(p)))))),
        (2, Person.Select(p => Act(t => t.Do(new StopDraining(new(p)))))),
        (2, Gen.Int[0, Names.Length - 1].SelectMany(i => Worker(Names[i])).Select(w => Act(t => t.Do(new PutWorker(w))))),
        (1, Gen.Select(Person, Gen.Bool, Gen.Bool).Select((p, d, n) => Act(t => t.Do(new RemoveWorker(new(p), d, n))))),
        (1, Gen.Select(Team, Gen.Bool).Select((s, d) => Act(t => t.Do(new ConfigureTeam(s, d, DropName: d))))),
        (1, Queues.Select(q => Act(t => t.Do(new PutQueue(q[0]))))),
        (1, Spare.Select(q => Act(t => t.Do(new PutQueue(q))))),
        (2, Gen.Bool.Select(d => Act(t => t.Do(new RemoveQueue(new("spare"), d))))),
        (12, Gen.Int[0, 25].Select(s => Act(t =>
        {
            t.Pass(s);
            t.Do(new AdvanceTime());
        }))),
        (2, Gen.Int[0, 90].Select(s => Act(t => t.Pass(s)))),
        (3, Steps.Select(s => Act(t => t.Step(s)))),
        (1, Steps.Select(s => Act(t =>
        {
            t.Step(s);
            t.Do(new ReportStandstill());
        }))),
        (1, Gen.Int[6, 600].Select(s => Act(t =>
        {
            t.Pass(s);
            t.Do(s % 2 == 0 ? new LoadTeam() : new ReportStandstill());
        }))));

    public static readonly Gen<Action<TeamHarness>[]> History = Step.Array[1, 120];

    internal static QueueSettings Queue(string name, StrategySettings strategy, bool offers) => new()
    {
        Name = new(name),
        Mode = offers || strategy.Name is "offer-to-several" or "offer-to-ever-more" ? QueueMode.Offer : QueueMode.Assign,
        OfferSeconds = 15,
        Strategy = strategy,
    };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
