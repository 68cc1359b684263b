using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

public sealed class SettingsCheckTests
{
    public static TheoryData<string, string, TeamSettings> Faulty => new()
    {
        { "workers[0].contact", "user@domain", Workers(new WorkerSettings { Contact = new("ann") }) },
        {
            "workers[1].contact",
            "already",
            Workers(new WorkerSettings { Contact = new("ann@x") }, new WorkerSettings { Contact = new("sip:ANN@X") })
        },
        { "workers[0].name", "1 to 200", Workers(new WorkerSettings { Contact = new("ann@x"), Name = " " }) },
        { "workers[0].tier", "from 0 to 100", Workers(new WorkerSettings { Contact = new("ann@x"), Tier = 101 }) },
        { "workers[0].capacity", "from 0 to 1000", Workers(new WorkerSettings { Contact = new("ann@x"), Capacity = -1 }) },
        {
            "workers[0].skills.french",
            "from 0 to 100",
            Workers(new WorkerSettings { Contact = new("ann@x"), Skills = new Dictionary<string, int> { ["french"] = 101 } })
        },
        {
            "workers[0].skills. x",
            "white space",
            Workers(new WorkerSettings { Contact = new("ann@x"), Skills = new Dictionary<string, int> { [" x"] = 1 } })
        },
        {
            "workers[0].labels.site",
            "at most 100",
            Workers(new WorkerSettings { Contact = new("ann@x"), Labels = new Dictionary<string, string> { ["site"] = new('x', 101) } })
        },
        {
            "workers[0].channels.a b",
            "A-Z",
            Workers(new WorkerSettings { Contact = new("ann@x"), Channels = new Dictionary<ChannelName, int> { [new("a b")] = 1 } })
        },
        {
            "workers[0].channels.call",
            "from 0 to 1000",
            Workers(new WorkerSettings { Contact = new("ann@x"), Channels = new Dictionary<ChannelName, int> { [new("call")] = 1001 } })
        },
        { "workers[0].calendar", "none is configured", Workers(new WorkerSettings { Contact = new("ann@x"), Calendar = new("office") }) },
        { "queues[0].name", "A-Z", Queues(new QueueSettings { Name = new("a/b") }) },
        { "queues[1].name", "already", Queues(new QueueSettings { Name = new("a") }, new QueueSettings { Name = new("a") }) },
        { "queues[0].offerSeconds", "from 1 to 86400", Queues(new QueueSettings { Name = new("a"), OfferSeconds = 0 }) },
        { "queues[0].maxWaitSeconds", "from 1 to 31536000", Queues(new QueueSettings { Name = new("a"), MaxWaitSeconds = 0 }) },
        { "queues[0].ageing.everySeconds", "from 1 to", Queues(new QueueSettings { Name = new("a"), Ageing = new() { EverySeconds = 0 } }) },
        {
            "queues[0].serviceLevel.percent",
            "from 1 to 100",
            Queues(new QueueSettings { Name = new("a"), ServiceLevel = new() { Percent = 101 } })
        },
        {
            "queues[0].strategy.name",
            "longest-idle, round-robin",
            Queues(new QueueSettings { Name = new("a"), Strategy = new() { Name = "zodiac" } })
        },
        { "queues[0].strategy.by", "longest-idle", Queues(new QueueSettings { Name = new("a"), Strategy = new() { By = "tiers" } }) },
        { "queues[0].strategy.count", "from 1 to 100", Queues(new QueueSettings { Name = new("a"), Strategy = new() { Count = 101 } }) },
        {
            "queues[0].strategy.name",
            "mode is offer",
            Queues(new QueueSettings { Name = new("a"), Strategy = new() { Name = "offer-to-several" } })
        },
        { "queues[0].outcomes[1]", "twice", Queues(new QueueSettings { Name = new("a"), Outcomes = ["done", "done"] }) },
        { "queues[0].outcomes[0]", "one line", Queues(new QueueSettings { Name = new("a"), Outcomes = ["a\nb"] }) },
        {
            "queues[0].whenFull.action",
            "refuse, queue or webhook",
            Queues(new QueueSettings { Name = new("a"), WhenFull = new() { Action = OverflowAction.Expire } })
        },
        {
            "queues[0].whenNobodyWorks.action",
            "wait, queue or webhook",
            Queues(new QueueSettings { Name = new("a"), WhenNobodyWorks = new() { Action = OverflowAction.Refuse } })
        },
        {
            "queues[0].whenFull.queue",
            "Name the queue",
            Queues(new QueueSettings { Name = new("a"), WhenFull = new() { Action = OverflowAction.Queue } })
        },
        {
            "queues[0].whenFull.queue",
            "There is no queue 'b'; configured are a",
            Queues(new QueueSettings { Name = new("a"), WhenFull = new() { Action = OverflowAction.Queue, Queue = new("b") } })
        },
        {
            "queues[0].whenFull.url",
            "http or https",
            Queues(new QueueSettings { Name = new("a"), WhenFull = new() { Action = OverflowAction.Webhook, Url = new Uri("ftp://x/") } })
        },
        {
            "queues[0].whenFull.url",
            "only with the action webhook",
            Queues(new QueueSettings { Name = new("a"), WhenFull = new() { Action = OverflowAction.Refuse, Url = new Uri("http://x/") } })
        },
        { "routes[0].queue", "There is no queue 'b'; configured are default", Routes(new RouteSettings { Name = new("r"), Queue = new("b") }) },
        {
            "routes[0].rules[0].queue",
            "There is no queue",
            Routes(new RouteSettings { Name = new("r"), Queue = new("default"), Rules = [new() { Queue = new("b") }] })
        },
        {
            "routes[0].rules[0].priority",
            "from -1000 to 1000",
            Routes(new RouteSettings { Name = new("r"), Queue = new("default"), Rules = [new() { Queue = new("default"), Priority = 1001 }] })
        },
        {
            "routes[0].rules[0].when.attribute",
            "attributes.PATH",
            Routes(
                new RouteSettings
                {
                    Name = new("r"),
                    Queue = new("default"),
                    Rules = [new() { Queue = new("default"), When = new() { Attribute = "tier", Operator = ConditionOperator.Present } }],
                })
        },
        {
            "routes[0].rules[0].skills[0].level",
            "from 0 to 100",
            Routes(
                new RouteSettings
                {
                    Name = new("r"),
                    Queue = new("default"),
                    Rules = [new() { Queue = new("default"), Skills = [new() { Name = "x", Level = 101 }] }],
                })
        },
        {
            "routes[0].rules[0].labels[0].value",
            "either a value or",
            Routes(
                new RouteSettings { Name = new("r"), Queue = new("default"), Rules = [new() { Queue = new("default"), Labels = [new() { Key = "x" }] }] })
        },
        {
            "routes[0].rules[0].labels[0].attribute",
            "attributes.PATH",
            Routes(
                new RouteSettings
                {
                    Name = new("r"),
                    Queue = new("default"),
                    Rules = [new() { Queue = new("default"), Labels = [new() { Key = "x", Attribute = "amount" }] }],
                })
        },
        {
            "routes[0].rules[0].labels[0].operator",
            "one value",
            Routes(
                new RouteSettings
                {
                    Name = new("r"),
                    Queue = new("default"),
                    Rules = [new() { Queue = new("default"), Labels = [new() { Key = "x", Value = "y", Operator = ConditionOperator.In }] }],
                })
        },
        {
            "routes[0].steps[1].afterSeconds",
            "later than",
            Routes(new RouteSettings { Name = new("r"), Queue = new("default"), Steps = [new() { AfterSeconds = 60 }, new() { AfterSeconds = 60 }] })
        },
        {
            "routes[0].steps[0].addQueues[0]",
            "There is no queue",
            Routes(new RouteSettings { Name = new("r"), Queue = new("default"), Steps = [new() { AfterSeconds = 60, AddQueues = [new("b")] }] })
        },
        {
            "routes[0].steps[0].webhook",
            "http or https",
            Routes(
                new RouteSettings
                {
                    Name = new("r"),
                    Queue = new("default"),
                    Steps = [new() { AfterSeconds = 60, Webhook = new Uri("/x", UriKind.Relative) }],
                })
        },
        { "calendars[0].timeZone", "IANA", new TeamSettings { Calendars = [new() { Name = new("c"), TimeZone = "Berlin" }] } },
        { "calendars[0].timeZone", "IANA", new TeamSettings { Calendars = [new() { Name = new("c"), TimeZone = "W. Europe Standard Time" }] } },
        {
            "calendars[0].hours[0].days",
            "one day",
            new TeamSettings { Calendars = [new() { Name = new("c"), Hours = [new() { Days = [], From = default, To = default }] }] }
        },
        { "channels[0].states", "one presence state", new TeamSettings { Channels = [new() { Name = new("call"), States = [] }] } },
        { "rules.defaultQueue", "There is no queue", new TeamSettings { Rules = new() { DefaultQueue = new("x") } } },
        { "rules.defaultRoute", "none is configured", new TeamSettings { Rules = new() { DefaultRoute = new("x") } } },
        { "rules.timeZone", "IANA", new TeamSettings { Rules = new() { TimeZone = "" } } },
        {
            "rules.takeBackOn[1]",
            "makes people busy",
            new TeamSettings { Rules = new() { TakeBackOn = [PresenceState.Away, PresenceState.Busy] } }
        },
        { "rules.settleSeconds", "from 0 to 3600", new TeamSettings { Rules = new() { SettleSeconds = 3601 } } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Each_fault_is_told_by_its_path_and_says_what_it_takes(string path, string says, TeamSettings team)
    {
        var refusal = Assert.Single(SettingsCheck.Check(team));
        Assert.Equal(path, refusal.Field);
        Assert.Contains(says, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
    }

    [Fact]
    public void A_team_of_defaults_and_an_empty_one_have_no_fault()
    {
        Assert.Empty(SettingsCheck.Check(new TeamSettings()));
        Assert.Empty(
            SettingsCheck.Check(
                Workers(new WorkerSettings { Contact = new("sip:Ann@Example.com") }) with { Rules = new() { DefaultQueue = new("default") } }));
    }

    [Fact]
    public void All_faults_are_told_at_once_up_to_fifty()
    {
        var team = Workers([.. Enumerable.Range(0, 200).Select(i => new WorkerSettings { Contact = new($"w{i}@x"), Tier = -1, Capacity = -1 })]);
        Assert.Equal(50, SettingsCheck.Check(team).Count);
        Assert.Equal(["workers[0].tier", "workers[0].capacity"], SettingsCheck.Check(team).Take(2).Select(r => r.Field));
    }

    [Fact]
    public void Queues_that_would_send_tasks_in_a_circle_are_refused_with_the_way()
    {
        static Overflow To(string queue) => new() { Action = OverflowAction.Queue, Queue = new(queue) };
        QueueSettings a = new()
        {
            Name = new("a"),
            WhenFull = To("b"),
        }, b = new() { Name = new("b"), WhenNobodyWorks = To("c") }, c = new() { Name = new("c"), WhenWaitedTooLong = To("a") };

        Assert.Contains("a to b to c to a", Assert.Single(SettingsCheck.Check(Queues(a, b, c))).Detail, StringComparison.Ordinal);
        Assert.Empty(
            SettingsCheck.Check(
                Queues(a with { WhenNobodyWorks = To("c") }, b, c with { WhenWaitedTooLong = new() { Action = OverflowAction.Expire } })));
        Assert.Contains(
            "a to a",
            Assert.Single(SettingsCheck.Check(Queues(a with { WhenFull = To("a") }))).Detail,
            StringComparison.Ordinal);
        Assert.Equal("queues[0].whenFull.queue", Assert.Single(SettingsCheck.Check(Queues(a, b, c))).Field);
        var one = Assert.Single(
            SettingsCheck.Check(c, Queues(a, b, c with { WhenWaitedTooLong = new() { Action = OverflowAction.Expire } })));
        Assert.Equal(
            ("whenWaitedTooLong.queue", "Tasks would go in a circle: c to a to b to c. Give one of these queues another action."),
            (one.Field, one.Detail));
    }

    [Fact]
    public void A_part_is_checked_against_the_team_that_it_comes_into()
    {
        var team = Queues(new QueueSettings { Name = new("a") });
        Assert.Equal("calendar", Assert.Single(SettingsCheck.Check(new WorkerSettings { Contact = new("ann@x"), Calendar = new("c") }, team)).Field);
        Assert.Equal("queue", Assert.Single(SettingsCheck.Check(new RouteSettings { Name = new("r"), Queue = new("b") }, team)).Field);
        Assert.Empty(SettingsCheck.Check(new RouteSettings { Name = new("r"), Queue = new("a") }, team));
        Assert.Empty(SettingsCheck.Check(new ChannelSettings { Name = new("call") }, team));
        Assert.Equal("defaultQueue", Assert.Single(SettingsCheck.Check(new TeamRules { DefaultQueue = new("b") }, team)).Field);
        Assert.Equal("timeZone", Assert.Single(SettingsCheck.Check(new CalendarSettings { Name = new("c"), TimeZone = "x" }, team)).Field);
        Assert.Empty(
            SettingsCheck.Check(
                new QueueSettings { Name = new("b"), WhenFull = new() { Action = OverflowAction.Queue, Queue = new("a") } }, team));
    }

    [Fact]
    public void A_new_tasks_own_labels_take_values_and_no_attributes()
    {
        var faults = new SettingsFaults(new TeamSettings());
        RequirementCheck.Check(
            [new() { Name = "x" }],
            [new() { Key = "a", Attribute = "attributes.x" }, new() { Key = "b", Value = "1" }],
            mayNameAttributes: false,
            faults,
            "");
        Assert.Equal("labels[0].attribute", Assert.Single(faults.Found).Field);
    }

    [Fact]
    public void Kept_settings_have_contacts_as_keys_names_and_a_queue()
    {
        var kept = SettingsForm.Normalize(
            Workers(new WorkerSettings { Contact = new("sip:Ann@Example.COM") }, new WorkerSettings { Contact = new("ben@x"), Name = "Ben" }));
        Assert.Equal([("ann@example.com", "Ann"), ("ben@x", "Ben")], kept.Workers.Select(w => (w.Contact.Value, w.Name!)));
        Assert.Equal("default", Assert.Single(kept.Queues).Name.Value);
    }

    private static TeamSettings Workers(params WorkerSettings[] workers) => new() { Workers = workers };

    private static TeamSettings Queues(params QueueSettings[] queues) => new() { Queues = queues };

    private static TeamSettings Routes(params RouteSettings[] routes) => new() { Routes = routes };
}
