using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>
/// One request of each kind and more, each under a name, for the golden files of request texts. Requests are added at the end and never
/// changed.
/// </summary>
internal static class RequestSamples
{
    private const string Ann = "ann@example.com";

    private static readonly DateTimeOffset Nine = new(2026, 1, 31, 9, 0, 0, TimeSpan.FromHours(1));

    private static readonly SkillRequirement[] Skills =
    [
        new() { Name = "windows" },
        new() { Name = "network", Level = 40, Wished = true, ExpiresAfterSeconds = 60 },
    ];

    private static readonly LabelRequirement[] Labels =
    [
        new() { Key = "language", Value = "French <é> \"q\" 😀" },
        new() { Key = "limit", Operator = ConditionOperator.AtLeast, Attribute = "attributes.amount", ExpiresAfterSeconds = 5 },
    ];

    private static readonly WorkerSettings FullWorker = new()
    {
        Contact = new(Ann),
        Name = "Ann Müller",
        Skills = new Dictionary<string, int> { ["windows"] = 80, ["network"] = 0 },
        Labels = new Dictionary<string, string> { ["language"] = "fr" },
        Tier = 2,
        Capacity = 3,
        Channels = new Dictionary<ChannelName, int> { [new("mail")] = 2, [new("call")] = 1 },
        Calendar = new("office"),
    };

    private static readonly Condition Any = new()
    {
        All = [new() { Attribute = "attributes.kind", Value = Json("\"net\\u0077ork\"") }],
        Any = [new() { Attribute = "attributes.amount", Operator = ConditionOperator.MoreThan, Value = Json("1e3") }],
        None = [new() { Attribute = "title", Operator = ConditionOperator.In, Value = Json("""[ "a" , true, null, 2.50 ]""") }],
    };

    private static readonly QueueSettings FullQueue = new()
    {
        Name = new("help"),
        Workers = new Condition { Attribute = "skills.windows", Operator = ConditionOperator.AtLeast, Value = Json("20") },
        Strategy = new() { Name = "offer-to-several", By = "round-robin", Count = 2, EverySeconds = 11, PreferSeconds = 61, Seed = 7 },
        Mode = QueueMode.Offer,
        OfferSeconds = 31,
        WrapUpSeconds = 12,
        MaxLength = 5,
        WhenFull = new() { Action = OverflowAction.Queue, Queue = new("other") },
        MaxWaitSeconds = 13,
        WhenWaitedTooLong = new() { Action = OverflowAction.Webhook, Url = new("https://example.com/told?a=b c") },
        WhenNobodyWorks = new() { Action = OverflowAction.Expire },
        Ageing = new() { EverySeconds = 61, Most = 11 },
        Outcomes = ["solved", "passed-on"],
        ServiceLevel = new() { Seconds = 21, Percent = 81 },
        Claim = true,
        ReserveAfterSeconds = 14,
        ReopenSeconds = 15,
    };

    private static readonly RouteSettings FullRoute = new()
    {
        Name = new("incoming"),
        Rules = [new() { When = Any, Queue = new("help"), Priority = -5, Skills = Skills, Labels = Labels }, new() { Queue = new("other") }],
        Queue = new("other"),
        Steps =
        [
            new()
            {
                AfterSeconds = 120,
                LowerSkillsBy = 10,
                DropSkills = ["windows"],
                RaisePriorityBy = 20,
                AddQueues = [new("other")],
                Webhook = new("http://example.com"),
            },
            new() { AfterSeconds = 121 },
        ],
    };

    private static readonly CalendarSettings FullCalendar = new()
    {
        Name = new("office"),
        TimeZone = "Europe/Berlin",
        Hours = [new()
        {
            Days = [DayOfWeek.Monday, DayOfWeek.Sunday],
            From = new(8, 0),
            To = new TimeOnly(17, 30, 15).Add(TimeSpan.FromMilliseconds(250)),
        }],
        Holidays = [new(2026, 12, 25)],
        ICalendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    };

    private static readonly ChannelSettings FullChannel = new() { Name = new("call"), States = [Available, Busy, Dnd], Exclusive = true };

    private static readonly TeamRules FullRules = new()
    {
        DefaultQueue = new("help"),
        DefaultRoute = new("incoming"),
        Calendar = new("office"),
        TimeZone = "Europe/Berlin",
        SettleSeconds = 5,
        RestSeconds = 61,
        PauseAfterTimeouts = 4,
        TakeBackOn = [Away, Unavailable],
        GraceSeconds = 301,
        KeepDays = 401,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Name, TeamCommand Command)> All { get; } =
    [
        ("add-task", new AddTask(null, "one", null)),
        ("add-task-id", new AddTask(new("a"), "Zoë's \"<b>\" 😀 + & line", "{}")),
        ("add-task-attributes", new AddTask(new("a"), "one", """{"b":1,"a":{"d":[1,2.50,1e3,"\u00e9"],"c":null}}""")),
        ("add-task-full", new AddTask(new("a"), "one", """{"b":1}""")
        {
            Spec = new()
            {
                Channel = new("call"),
                Units = 2,
                Priority = -3,
                Skills = Skills,
                Labels = Labels,
                Preferred = [new(Ann)],
                Excluded = [new("bob@example.com"), new("cid@example.com")],
                Named = [new("dan@example.com")],
                NotBefore = Nine,
                Deadline = Nine.AddTicks(1_234_567),
                Queue = new("help"),
                Route = new("incoming"),
            },
        }),
        ("accept", new AcceptOffer(new("a"), new(Ann))),
        ("accept-number", new AcceptOffer(new("a"), new(Ann), 7)),
        ("decline", new DeclineOffer(new("a"), new(Ann))),
        ("decline-reason", new DeclineOffer(new("a"), new(Ann), "On my way out", 7)),
        ("complete", new CompleteTask(new("a"))),
        ("complete-outcome", new CompleteTask(new("a"), "solved", "Rebooted it\ntwice")),
        ("finish", new FinishWrapUp(new("a"))),
        ("hold", new HoldTask(new("a"))),
        ("resume", new ResumeTask(new("a"))),
        ("transfer", new TransferTask(new("a"), Queue: new("other"))),
        ("transfer-worker", new TransferTask(new("a"), new(Ann), new("other"), "why")),
        ("return", new ReturnTask(new("a"))),
        ("return-reason", new ReturnTask(new("a"), "why")),
        ("claim", new ClaimTask(new("a"), new(Ann))),
        ("assign", new AssignTask(new("a"), new(Ann))),
        ("reopen", new ReopenTask(new("a"))),
        ("reopen-reason", new ReopenTask(new("a"), "why")),
        ("note", new AddNote(new("a"), "Customer is out")),
        ("change", new ChangeTask(new("a"))),
        ("change-all", new ChangeTask(new("a"), "two", """{"b":null}""", 0)),
        ("change-null", new ChangeTask(new("a"), Attributes: "null")),
        ("cancel", new CancelTask(new("a"))),
        ("cancel-reason", new CancelTask(new("a"), "why")),
        ("cancel-open", new CancelOpenTasks()),
        ("cancel-open-reason", new CancelOpenTasks("why")),
        ("pause", new PauseWorker(new(Ann), "break")),
        ("unpause", new UnpauseWorker(new(Ann))),
        ("drain", new DrainWorker(new(Ann))),
        ("keep", new StopDraining(new(Ann))),
        ("erase", new EraseWorker(new(Ann), "erased-1")),
        ("configure", new ConfigureTeam(new())),
        ("configure-full", new ConfigureTeam(
            new()
            {
                Workers = [FullWorker, new() { Contact = new("bob@example.com") }],
                Queues = [FullQueue, new() { Name = new("other") }],
                Routes = [FullRoute],
                Calendars = [FullCalendar],
                Channels = [FullChannel],
                Rules = FullRules,
            },
            true)),
        ("put-worker", new PutWorker(new() { Contact = new(Ann) })),
        ("put-worker-full", new PutWorker(FullWorker)),
        ("remove-worker", new RemoveWorker(new(Ann))),
        ("remove-worker-drain", new RemoveWorker(new(Ann), true)),
        ("put-queue", new PutQueue(new() { Name = new("help") })),
        ("put-queue-full", new PutQueue(FullQueue)),
        ("remove-queue", new RemoveQueue(new("help"))),
        ("remove-queue-drain", new RemoveQueue(new("help"), true)),
        ("put-route", new PutRoute(new() { Name = new("incoming"), Queue = new("help") })),
        ("put-route-full", new PutRoute(FullRoute)),
        ("remove-route", new RemoveRoute(new("incoming"))),
        ("put-calendar", new PutCalendar(new() { Name = new("office") })),
        ("put-calendar-full", new PutCalendar(FullCalendar)),
        ("remove-calendar", new RemoveCalendar(new("office"))),
        ("put-channel", new PutChannel(new() { Name = new("call") })),
        ("put-channel-full", new PutChannel(FullChannel)),
        ("remove-channel", new RemoveChannel(new("call"))),
        ("put-rules", new PutRules(new())),
        ("put-rules-full", new PutRules(FullRules)),
        ("set-presence", new SetProgramPresence([new(new(Ann)) { State = Busy, ExpiresInSeconds = 600 }])),
        ("set-presence-full", new SetProgramPresence(
        [
            new(new(Ann))
            {
                Source = new("calendar"),
                State = Busy,
                Activities = ["meeting", "away"],
                Note = "review",
                Sequence = 7,
                ExpiresAt = new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.FromHours(1)),
            },
            new(new("bob@example.com")) { Activities = ["lunch"], ExpiresInSeconds = 60 },
        ])),
        ("clear-presence", new ClearProgramPresence(new(Ann), SourceName.Program)),
        ("clear-presence-full", new ClearProgramPresence(new(Ann), new("calendar"), 8)),
    ];

    private static AttributeValue Json(string text) => AttributeValueJson.From(JsonElement.Parse(text));
}
