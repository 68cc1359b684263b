using CsCheck;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using static PresenceOfMind.Dispatch.Tests.Teams.GeneratedTeams;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Every command there is, about things that are there and things that are not, most of it to be refused.</summary>
internal static class GeneratedCommands
{
    private static readonly Gen<string> AnyId = Gen.Int[0, 40].Select(n => n < 8 ? $"own-{n}" : n == 40 ? "no id" : $"t-{n * 3}");

    private static readonly Gen<string> AnyName = Pick(
        "first",
        "second",
        "third",
        "spare",
        "main",
        "office",
        "call",
        "mail",
        "absent",
        "no name");

    private static readonly Gen<string> AnyPerson =
        Gen.Frequency((4, Person), (1, Pick(TeamHarness.Contact("nobody").Value, "no contact", "")));

    private static readonly Gen<string?> AnyText = Pick<string?>(null, "fine", "", "two\nlines", new string('x', 5000));

    private static readonly Gen<TaskSpec> WildSpec = Gen
        .Select(GeneratedTeams.Spec, Gen.Int[0, 400], Gen.Int[0, 12], AnyPerson)
        .Select((spec, n, kind, person) => kind switch
    {
        0 => spec with { Units = n },
        1 => spec with { Route = new("absent") },
        2 => spec with { Labels = [new() { Key = "team", Operator = ConditionOperator.In, Value = "x" }] },
        3 => spec with { Preferred = [new(person)], Named = [new(person)], Excluded = [new(person)] },
        4 => spec with { Skills = [new() { Name = $"skill-{n}", Level = n }] },
        _ => spec with
        {
            Channel = new($"new-{n}"),
            Units = 1 + (n % 4),
            Queue = spec.Queue ?? new QueueName("second"),
            Skills = n % 3 == 0 ? [new() { Name = $"skill-{n}" }] : spec.Skills,
        },
    });

    /// <summary>A command of any kind.</summary>
    private static readonly Gen<TeamCommand> AnyCommand = Gen.OneOf(
        Gen.Select(WildSpec, Attributes, AnyText).Select((s, a, t) => (TeamCommand)new AddTask(null, t ?? "made", a) { Spec = s }),
        Gen.Select(AnyId, WildSpec, AnyText).Select((i, s, t) => (TeamCommand)new AddTask(new(i), t ?? "made", null) { Spec = s, Key = t }),
        Gen.Select(AnyId, AnyPerson).Select((i, p) => (TeamCommand)new AcceptOffer(new(i), new(p))),
        Gen.Select(AnyId, AnyPerson, AnyText, Gen.Long[0, 300]).Select((i, p, t, n) => (TeamCommand)new DeclineOffer(new(i), new(p), t, n)),
        Gen.Select(AnyId, AnyText, AnyText).Select((i, o, n) => (TeamCommand)new CompleteTask(new(i), o, n)),
        AnyId.Select(i => (TeamCommand)new FinishWrapUp(new(i))),
        AnyId.Select(i => (TeamCommand)new HoldTask(new(i))),
        AnyId.Select(i => (TeamCommand)new ResumeTask(new(i))),
        Gen.Select(AnyId, AnyPerson.Null(), AnyName.Null(), AnyText).Select(
            (i, p, q, t) => (TeamCommand)new TransferTask(new(i), Contact.FromNullable(p), QueueName.FromNullable(q), t)),
        Gen.Select(AnyId, AnyText).Select((i, t) => (TeamCommand)new ReturnTask(new(i), t)),
        Gen.Select(AnyId, AnyPerson).Select((i, p) => (TeamCommand)new ClaimTask(new(i), new(p))),
        Gen.Select(AnyId, AnyPerson).Select((i, p) => (TeamCommand)new AssignTask(new(i), new(p))),
        Gen.Select(AnyId, AnyText).Select((i, t) => (TeamCommand)new ReopenTask(new(i), t)),
        Gen.Select(AnyId, AnyText).Select((i, t) => (TeamCommand)new AddNote(new(i), t ?? "")),
        Gen.Select(AnyId, AnyText, Pick<string?>(null, "{}", "null", "[1]", "{\"kind\":\"c\"}"), Gen.Int[-2000, 2000]).Select(
            (i, t, a, p) => (TeamCommand)new ChangeTask(new(i), t, a, p) { Expected = p > 0 ? new([$"{p}"]) : null }),
        Gen.Select(AnyId, AnyText).Select((i, t) => (TeamCommand)new CancelTask(new(i), t)),
        AnyText.Select(t => (TeamCommand)new CancelOpenTasks(t)),
        Gen.Select(AnyPerson, AnyText).Select((p, t) => (TeamCommand)new PauseWorker(new(p), t ?? "")),
        AnyPerson.Select(p => (TeamCommand)new UnpauseWorker(new(p))),
        AnyPerson.Select(p => (TeamCommand)new DrainWorker(new(p))),
        AnyPerson.Select(p => (TeamCommand)new StopDraining(new(p))),
        Gen.Select(AnyPerson, AnyText).Select((p, t) => (TeamCommand)new EraseWorker(new(p), t ?? "")),
        Gen.Select(GeneratedTeams.Team, AnyName).Select(
            (s, n) => (TeamCommand)new ConfigureTeam(s with { Queues = [.. s.Queues, new() { Name = new(n) }] })),
        Gen.Select(Worker("ann"), AnyPerson).Select(
            (w, p) => (TeamCommand)new PutWorker(w with { Contact = new(p), Channels = new Dictionary<ChannelName, int> { [new("made-up")] = 1 } })),
        Gen.Select(AnyPerson, Gen.Bool).Select((p, d) => (TeamCommand)new RemoveWorker(new(p), d)),
        Gen.Select(AnyName, Strategy).Select(
            (n, s) => (TeamCommand)new PutQueue(Queue(n, s, true) with
            {
                WhenFull = new() { Action = OverflowAction.Queue, Queue = new(n) },
            })),
        Gen.Select(AnyName, Gen.Bool).Select((n, d) => (TeamCommand)new RemoveQueue(new(n), d)),
        Gen.Select(AnyName, AnyName).Select((n, q) => (TeamCommand)new PutRoute(new RouteSettings { Name = new(n), Queue = new(q) })),
        AnyName.Select(n => (TeamCommand)new RemoveRoute(new(n))),
        AnyName.Select(
            n => (TeamCommand)new PutCalendar(
                new CalendarSettings { Name = new(n), Hours = [new() { Days = [DayOfWeek.Monday], From = new(9, 0), To = new(8, 0) }] })),
        AnyName.Select(n => (TeamCommand)new RemoveCalendar(new(n))),
        Gen.Select(AnyName, Gen.Bool).Select(
            (n, e) => (TeamCommand)new PutChannel(new ChannelSettings { Name = new(n), Exclusive = e, States = [] })),
        AnyName.Select(n => (TeamCommand)new RemoveChannel(new(n))),
        Gen.Select(GeneratedTeams.Rules, AnyName).Select(
            (r, n) => (TeamCommand)new PutRules(r with { DefaultRoute = new(n), Calendar = new(n) })),
        Gen.Select(Gen.Long[0, 3], Gen.Long[0, 50]).Select(
            (e, s) => (TeamCommand)new LosePresenceSource(e, s, "gone", TimeSpan.FromSeconds(s))),
        Gen.Select(Gen.Long[0, 3], Gen.Long[0, 50], AnyPerson, Presence).Select(
            (e, s, p, state) => (TeamCommand)new ReportPresence(e, s, null, [new(new(p), state)])),
        Gen.Select(AnyPerson, AnyName, Presence.Nullable(), AnyText, Gen.Int[-1, 40]).Select(
            (p, n, state, t, s) => (TeamCommand)new SetProgramPresence([new(new(p))
            {
                Source = new(n),
                State = state,
                Activities = s % 3 == 0 ? ["lunch", t ?? "meeting"] : [],
                Note = t,
                Sequence = s % 2 == 0 ? s : null,
                ExpiresInSeconds = s % 5 == 0 ? null : s,
                ExpiresAt = s % 5 == 1 || s % 7 == 0 ? TeamHarness.Start.AddSeconds(s * 10) : null,
            }])),
        Gen.Select(AnyPerson, AnyName, Gen.Long[0, 40]).Select(
            (p, n, s) => (TeamCommand)new ClearProgramPresence(new(p), new(n), s % 2 == 0 ? s : null)));

    /// <summary>A history in which many commands are refused.</summary>
    public static readonly Gen<Action<TeamHarness>[]> History =
        Gen.Frequency((1, Step), (2, AnyCommand.Select(c => (Action<TeamHarness>)(t => t.Do(c))))).Array[1, 60];

    private static Gen<T> Pick<T>(params T[] among) => Gen.Int[0, among.Length - 1].Select(i => among[i]);
}
