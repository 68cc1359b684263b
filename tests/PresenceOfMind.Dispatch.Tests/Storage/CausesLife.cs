using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>A team that sees each cause: of withdrawn offers, of webhooks, of ends, of pauses, of unconfirmed presence.</summary>
internal static class CausesLife
{
    private static readonly Uri Url = new("http://alarm.example.com/x");

    private static readonly Overflow Telling = new() { Action = OverflowAction.Webhook, Url = Url };

    private static readonly Condition Nobody = new() { Attribute = "skills.none", Operator = ConditionOperator.Present };

    private static TeamSettings Settings(params string[] people) => new()
    {
        Workers = TeamHarness.Workers(people),
        Queues =
        [
            Offering("ask", 30),
            new QueueSettings { Name = new("give") },
            Offering("several", 30) with { Strategy = new StrategySettings { Name = "offer-to-several", Count = 3 } },
            Offering("short", 300) with { MaxWaitSeconds = 20 },
            Offering("over", 300) with
            {
                MaxWaitSeconds = 20,
                WhenWaitedTooLong = new Overflow { Action = OverflowAction.Queue, Queue = new("give") },
            },
            Offering("told", 300) with { MaxWaitSeconds = 20, WhenWaitedTooLong = Telling },
            Offering("full", 300) with { MaxLength = 0, WhenFull = Telling },
            new QueueSettings { Name = new("nobody"), WhenNobodyWorks = Telling },
        ],
        Routes =
        [
            new RouteSettings
            {
                Name = new("main"),
                Queue = new("ask"),
                Rules = [new RouteRule
                {
                    When = new Condition { Attribute = "attributes.kind", Value = AttributeValue.Text("other") },
                    Queue = new("give"),
                }],
                Steps = [new RouteStep { AfterSeconds = 10, Webhook = Url }],
            },
        ],
        Rules = new TeamRules { PauseAfterTimeouts = 1, RestSeconds = 10 },
    };

    public static TeamHarness Live(string a, string b, string c)
    {
        var team = new TeamHarness(Settings(a, b, c));
        var settings = Settings(a, b, c);
        team.Here(a, b, c);
        team.Add("off", new TaskSpec { Queue = new("ask") });
        team.Done(new CancelTask(new("off"), "Solved itself"));
        team.Add("late", new TaskSpec { Queue = new("short"), Deadline = team.Now.AddSeconds(5) });
        team.Let(6);
        team.Add("waited", new TaskSpec { Queue = new("short") });
        team.Let(21);
        team.Done(new AddTask(new("routed"), "routed", "{\"kind\":\"one\"}") { Spec = new TaskSpec { Route = new("main") } });
        team.Let(11);
        team.Done(new ChangeTask(new("routed")) { Attributes = "{\"kind\":\"other\"}" });
        Free();
        team.Add("moved", new TaskSpec { Queue = new("ask") });
        team.Done(new TransferTask(new("moved"), null, new("give"), "Wrong queue"));
        Free();
        team.Add("over", new TaskSpec { Queue = new("over") });
        team.Let(21);
        Free();
        team.Add("taken", new TaskSpec { Queue = new("several") });
        team.Done(new AcceptOffer(new("taken"), team.Task("taken").Offers[0].Contact));
        Free();
        team.Change(c, PresenceState.Busy);
        team.Add("atonce", new TaskSpec { Queue = new("several") });
        team.Configure(Change(settings, "several", q => q with { Mode = QueueMode.Assign, Strategy = new StrategySettings() }));
        team.Change(c, PresenceState.Available);
        team.Configure(settings);
        Free();
        foreach (var (id, act) in new (string, Action<string>)[]
        {
            ("paused", n => team.Done(new PauseWorker(new(n), "lunch"))),
            ("away", n => team.Change(n.Split('@')[0], PresenceState.Away)),
            ("drained", n => team.Done(new DrainWorker(new(n)))),
            ("unfit", n => team.Configure(Change(settings, "ask", q => q with { Workers = Nobody }))),
            ("noroom", n => team.Configure(settings with { Workers = [.. settings.Workers.Select(w => w with { Capacity = 0 })] })),
            ("declined", n => team.Done(new DeclineOffer(new("declined"), new(n), "On my way out"))),
        })
        {
            team.Add(id, new TaskSpec { Queue = new("ask") });
            act(team.Task(id).Offers[0].Contact.Value);
            team.Configure(settings);
            Free();
        }

        team.Add("told", new TaskSpec { Queue = new("told") });
        team.Let(21);
        team.Done(new CancelTask(new("told")));
        team.Fetch((a, PresenceState.Busy), (b, PresenceState.Busy), (c, PresenceState.Busy));
        team.Add("full", new TaskSpec { Queue = new("full") });
        team.Fetch((a, PresenceState.Unavailable), (b, PresenceState.Unavailable), (c, PresenceState.Unavailable));
        team.Add("nobody", new TaskSpec { Queue = new("nobody") });
        team.Let(1);
        Free();
        team.Add("unanswered", new TaskSpec { Queue = new("ask"), Named = [TeamHarness.Contact(a)] });
        team.Let(31);
        team.Done(new PauseWorker(TeamHarness.Contact(b), "offers in a row went without an answer"));
        team.Done(new CancelTask(new("unanswered"), "deadline"));
        team.Add("open", new TaskSpec { Queue = new("ask") });
        team.Add("held", new TaskSpec { Queue = new("give") });
        team.Lose();
        return team;

        void Free()
        {
            foreach (var t in team.State.Tasks.EachOpen.ToList())
            {
                team.Done(new CancelTask(t.Id, "cleared"));
            }

            foreach (var n in (string[])[a, b, c])
            {
                team.Do(new UnpauseWorker(TeamHarness.Contact(n)));
                team.Do(new StopDraining(TeamHarness.Contact(n)));
            }

            team.Here(a, b, c);
            team.Let(11);
        }
    }

    private static QueueSettings Offering(string name, int seconds) => TeamHarness.Offering(seconds) with { Name = new(name) };

    private static TeamSettings Change(TeamSettings settings, string queue, Func<QueueSettings, QueueSettings> change) =>
        settings with { Queues = [.. settings.Queues.Select(q => q.Name.Value == queue ? change(q) : q)] };
}
