using CsCheck;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Tests.Strategies;

public sealed class StrategyTests
{
    private static readonly DateTimeOffset Nine = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly RankedTask Plain = new(7, [], []);

    [Fact]
    public void Longest_idle_takes_who_has_been_idle_the_longest_and_of_equals_who_was_added_first()
    {
        Person ann = new(new("ann"), 1, Idle: 30), ben = new(new("ben"), 2, Idle: 10), cem = new(new("cem"), 3, Idle: 10);
        Assert.Equal(["ben", "cem", "ann"], Ordered("longest-idle", Plain, ann, cem, ben));
    }

    [Fact]
    public void Round_robin_takes_who_was_asked_the_longest_time_ago_and_first_who_never_was()
    {
        Person ann = new(
            new("ann"),
            1,
            LastAssignedPosition: 40), ben = new(new("ben"), 2, LastAssignedPosition: 30), cem = new(new("cem"), 3), dan = new(new("dan"), 4);
        Assert.Equal(["cem", "dan", "ben", "ann"], Ordered("round-robin", Plain, dan, ann, ben, cem));
    }

    [Fact]
    public void Least_loaded_compares_parts_of_the_capacity_not_units()
    {
        Person ann = new(
            new("ann"),
            1,
            Used: 1,
            Capacity: 2), ben = new(new("ben"), 2, Used: 2, Capacity: 5), cem = new(new("cem"), 3, Used: 2, Capacity: 4, Idle: 1);
        Assert.Equal(["ben", "ann", "cem"], Ordered("least-loaded", Plain, cem, ann, ben));
    }

    [Fact]
    public void Fewest_and_least_time_today_count_the_day()
    {
        Person ann = new(
            new("ann"),
            1,
            AssignmentsToday: 2,
            MinutesToday: 5), ben = new(
                new("ben"),
                2,
                AssignmentsToday: 1,
                MinutesToday: 90), cem = new(new("cem"), 3, AssignmentsToday: 2, MinutesToday: 5, Idle: -1);
        Assert.Equal(["ben", "cem", "ann"], Ordered("fewest-today", Plain, ann, ben, cem));
        Assert.Equal(["cem", "ann", "ben"], Ordered("least-time-today", Plain, ann, ben, cem));
    }

    [Fact]
    public void Best_skill_match_adds_up_the_levels_of_the_skills_that_the_task_names()
    {
        var task = new RankedTask(1, [new() { Name = "french", Level = 10 }, new() { Name = "unix", Wished = true }], []);
        Person ann = new(new("ann"), 1)
        {
            Skills = { ["french"] = 50 },
        }, ben = new(new("ben"), 2) { Skills = { ["french"] = 20, ["unix"] = 40 } }, cem = new(new("cem"), 3) { Skills = { ["tax"] = 100 } };
        Assert.Equal(["ben", "ann", "cem"], Ordered("best-skill-match", task, cem, ann, ben));
        Assert.Equal(["ann", "ben", "cem"], Ordered("best-skill-match", Plain, cem, ben, ann));
    }

    [Fact]
    public void Tiers_ask_the_lowest_first_and_order_within_by_another_strategy()
    {
        Person ann = new(
            new("ann"),
            1,
            Tier: 1), ben = new(new("ben"), 2, Tier: 0, AssignmentsToday: 4), cem = new(new("cem"), 3, Tier: 0, AssignmentsToday: 3);
        Assert.Equal(["cem", "ben", "ann"], Ordered(new StrategySettings { Name = "tiers", By = "fewest-today" }, Plain, ann, ben, cem));
    }

    [Fact]
    public void Random_gives_the_same_order_to_the_same_seed_task_and_workers_and_others_to_others()
    {
        var people = Enumerable.Range(1, 8).Select(i => new Person(new($"p{i}"), i)).ToArray();
        var orders = Enumerable.Range(0, 400)
            .Select(
                i => string.Join(
                    ',',
                    Ordered(new StrategySettings { Name = "random", Seed = i / 20 }, new RankedTask(1 + (i % 20), [], []), people)))
            .ToList();
        Assert.Equal(
            orders[0],
            string.Join(
                ',',
                Ordered(new StrategySettings { Name = "random", Seed = 0 }, new RankedTask(1, [], []), [.. people.Reverse()])));
        Assert.True(orders.Distinct().Count() > 390);
    }

    [Fact]
    public void Random_is_fair()
    {
        var people = Enumerable.Range(100, 10).Select(i => new Person(new($"p{i}"), i)).ToArray();
        var first = Enumerable
            .Range(1, 10_000)
            .GroupBy(t => Ordered(new StrategySettings { Name = "random", Seed = 42 }, new RankedTask(t, [], []), people)[0])
            .Select(g => g.Count())
            .ToList();
        Assert.Equal(10, first.Count);
        Assert.All(first, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Preferred_first_keeps_the_task_for_those_whom_it_prefers_and_takes_them_first_later_too()
    {
        var settings = new StrategySettings { Name = "preferred-first", PreferSeconds = 45 };
        var task = new RankedTask(1, [], [new("cem"), new("ben")]);
        Person ann = new(new("ann"), 1, Idle: 1), ben = new(new("ben"), 2, Idle: 20), cem = new(new("cem"), 3, Idle: 30);
        Assert.Equal(["ben", "cem", "ann"], Ordered(settings, task, ann, ben, cem));
        Assert.Equal(TimeSpan.FromSeconds(45), StrategyCatalog.Make(settings).KeptFor(task));
        Assert.Equal(TimeSpan.Zero, StrategyCatalog.Make(settings).KeptFor(Plain));
    }

    [Fact]
    public void Offer_to_several_asks_so_many_at_once()
    {
        var strategy = StrategyCatalog.Make(new() { Name = "offer-to-several", Count = 4 });
        Assert.Equal(4, strategy.Reach(TimeSpan.Zero));
        Assert.Null(strategy.NextReach(TimeSpan.Zero));
    }

    [Fact]
    public void Offer_to_ever_more_asks_one_more_after_each_interval_up_to_the_count()
    {
        var strategy = StrategyCatalog.Make(new() { Name = "offer-to-ever-more", Count = 3, EverySeconds = 10 });
        Assert.Equal([1, 1, 2, 2, 3, 3], new[] { 0, 9, 10, 19, 20, 9_000_000 }.Select(s => strategy.Reach(TimeSpan.FromSeconds(s))));
        Assert.Equal(TimeSpan.FromSeconds(10), strategy.NextReach(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(20), strategy.NextReach(TimeSpan.FromSeconds(10)));
        Assert.Null(strategy.NextReach(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void The_others_ask_one_and_keep_nothing()
    {
        foreach (var name in StrategyCatalog.Names.Where(n => !StrategyCatalog.NeedsOffers(n) && n != "preferred-first"))
        {
            var strategy = StrategyCatalog.Make(new() { Name = name });
            Assert.Equal(name, strategy.Name);
            Assert.Equal(1, strategy.Reach(TimeSpan.FromDays(1)));
            Assert.Null(strategy.NextReach(TimeSpan.Zero));
            Assert.Equal(TimeSpan.Zero, strategy.KeptFor(new RankedTask(1, [], [new("ann")])));
        }
    }

    [Fact]
    public void An_unknown_name_and_an_order_that_is_none_are_not_found()
    {
        Assert.False(StrategyCatalog.TryMake(new() { Name = "by-zodiac" }, out _));
        Assert.False(StrategyCatalog.TryMake(new() { Name = "tiers", By = "tiers" }, out _));
        Assert.Throws<ArgumentException>(() => StrategyCatalog.Make(new() { Name = "by-zodiac" }));
    }

    [Fact]
    public void Every_strategy_is_a_total_order_for_any_task_and_one_that_does_not_depend_on_the_task_is_the_same_for_all()
    {
        var person = Gen.Select(Gen.Int[0, 3], Gen.Long[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 3]);
        var way = Gen.Select(Gen.Int[0, StrategyCatalog.Names.Count - 1], Gen.Int[0, StrategyCatalog.OrderNames.Count - 1], Gen.Int);
        Gen.Select(person.Array[2, 7], way, Gen.Long[1, 1000]).Sample((facts, choice, position) =>
        {
            var strategy = StrategyCatalog.Make(
                new() { Name = StrategyCatalog.Names[choice.Item1], By = StrategyCatalog.OrderNames[choice.Item2], Seed = choice.Item3 });
            var people = facts
                .Select(
                    (
                        f,
                        i) => new Person(new($"p{i}"), i + 1, f.Item1, f.Item2, f.Item3, f.Item4, f.Item5 - 1, f.Item5, f.Item6)
                        {
                            Skills = { ["x"] = f.Item7 },
                        })
                .ToArray();
            var task = new RankedTask(position, [new() { Name = "x" }], [new("p1"), new("p2")]);
            foreach (var a in people)
            {
                foreach (var b in people)
                {
                    var ab = Math.Sign(strategy.Compare(a, b, task));
                    Assert.Equal(-ab, Math.Sign(strategy.Compare(b, a, task)));
                    Assert.Equal(ReferenceEquals(a, b), ab == 0);
                    if (!strategy.DependsOnTask)
                    {
                        Assert.Equal(ab, Math.Sign(strategy.Compare(a, b, default)));
                    }

                    foreach (var c in people)
                    {
                        Assert.False(ab < 0 && strategy.Compare(b, c, task) < 0 && strategy.Compare(a, c, task) >= 0);
                    }
                }
            }
        });
    }

    private static string[] Ordered(string name, RankedTask task, params Person[] people) =>
        Ordered(new StrategySettings { Name = name }, task, people);

    private static string[] Ordered(StrategySettings settings, RankedTask task, params Person[] people)
    {
        var strategy = StrategyCatalog.Make(settings);
        return [.. people.Order(Comparer<Person>.Create((a, b) => strategy.Compare(a, b, task))).Select(p => p.Contact.Value)];
    }

    private sealed record Person(
        Contact Contact,
        long Order,
        int Idle = 0,
        long LastAssignedPosition = 0,
        int AssignmentsToday = 0,
        int MinutesToday = 0,
        int Used = 0,
        int Capacity = 1,
        int Tier = 0)
            : IRanked
    {
        public Dictionary<string, int> Skills { get; } = [];

        public TimeSpan IdleSince => TimeSpan.FromMinutes(Idle);

        public TimeSpan WorkToday => TimeSpan.FromMinutes(MinutesToday);

        public int SkillLevel(string name) => Skills.GetValueOrDefault(name);
    }
}
