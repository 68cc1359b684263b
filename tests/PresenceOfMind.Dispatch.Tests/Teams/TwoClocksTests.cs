using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Relative waits go by the team's own time, absolute times by the wall clock.</summary>
public sealed class TwoClocksTests
{
    private const int Year = 365 * 86_400;

    public static TheoryData<int> Steps => [-Year, -86_400, -3600, -61, -3, 3, 61, 3600, 86_400, Year];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_of_the_wall_clock_changes_no_relative_wait_that_runs(int seconds)
    {
        var stepped = Lived(seconds);
        var steady = Lived(0);

        Assert.Equal(Relative(steady), Relative(stepped));
        Assert.Contains(stepped.Log, e => e.Event is WorkerSettled);
        Assert.Contains(stepped.Log, e => e.Event is TaskWrappedUp);
        Assert.Contains(stepped.Log, e => e.Event is OfferEnded { How: OfferEnd.TimedOut });
        Assert.Contains(stepped.Log, e => e.Event is CoolDownEnded);
        Assert.Contains(stepped.Log, e => e.Event is TaskAged);
        Assert.Contains(stepped.Log, e => e.Event is TaskExpired { Why: ExpiredReason.Waited });
        Assert.Contains(stepped.Log, e => e.Event is PreferenceEnded);
        Assert.Contains(stepped.Log, e => e.Event is GraceEnded);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void People_are_told_by_the_clock_of_now_until_when_an_offer_lasts(int seconds)
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Pass(10);
        team.Step(TimeSpan.FromSeconds(seconds));
        team.Do(new ReportStandstill());

        Assert.Equal(team.Now.AddSeconds(20), Assert.Single(team.Task("1").Offers).Until);
        Assert.Null(team.Accept("1", "joe").Refusal);
    }

    [Fact]
    public void A_process_that_stood_still_is_unconfirmed_before_anything_that_fell_due_meanwhile_is_decided()
    {
        var team = TeamHarness.ForQueue(new QueueSettings { Name = new("all"), WrapUpSeconds = 5 }, "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Done(new CompleteTask(new("1")));
        team.Add("two", "2");
        team.Pass(15);

        var woken = team.Do(new ReportStandstill());

        Assert.Equal(["team.stood-still", "task.wrapped-up"], woken.Entries.Select(e => EventNames.GetName(e.Event)));
        Assert.Null(team.WorkerOf("2"));
        Assert.Contains("stood still", team.Because("2"), StringComparison.Ordinal);
        team.Pass(1);
        team.Here("joe");
        Assert.Equal("joe", team.WorkerOf("2"));
    }

    [Fact]
    public void Absolute_times_follow_the_wall_clock()
    {
        var team = new TeamHarness("joe");
        team.Add("later", new TaskSpec { NotBefore = team.Now.AddHours(1), Deadline = team.Now.AddHours(3) });
        team.Let(60);
        Assert.Equal(TaskState.Scheduled, team.Task("later").State);

        team.Step(TimeSpan.FromHours(1));
        team.Do(new AdvanceTime());
        Assert.Equal(TaskState.Waiting, team.Task("later").State);

        team.Step(TimeSpan.FromHours(2));
        team.Do(new AdvanceTime());
        Assert.Equal(TaskState.Expired, team.Task("later").State);
    }

    [Fact]
    public void Hours_and_days_are_found_out_anew_when_the_clock_is_set_back()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("joe") with { Calendar = new("day") }],
            Calendars = [new() { Name = new("day"), Hours = [new() { Days = [DayOfWeek.Monday], From = new(9, 0), To = new(17, 0) }] }],
        });
        team.Step(TimeSpan.FromHours(2));
        team.Do(new ReportStandstill());
        Assert.True(team.State.Parts.Calendars.Find(new("day"))!.IsOpen);

        team.Step(TimeSpan.FromHours(-2));
        team.Do(new ReportStandstill());
        Assert.False(team.State.Parts.Calendars.Find(new("day"))!.IsOpen);

        team.Step(TimeSpan.FromDays(60));
        team.Do(new ReportStandstill());
        team.Step(TimeSpan.FromDays(-60));
        team.Do(new ReportStandstill());
        Assert.Equal(team.Now.Date.AddDays(1), team.State.Day.NextWallDue!.Value.DateTime);
    }

    [Fact]
    public void What_falls_due_by_the_wall_clock_is_awaited_by_the_clock_as_it_is_set()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(5), "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Step(TimeSpan.FromHours(-1));
        team.Do(new ReportStandstill());

        Assert.Equal(team.Now.AddSeconds(5), team.State.NextDue);
    }

    /// <summary>All that happens by itself, with the clock set at different moments.</summary>
    private static TeamHarness Lived(int seconds)
    {
        var step = TimeSpan.FromSeconds(seconds);
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [.. TeamHarness.Workers("ann"), .. TeamHarness.Workers("bob")],
            Queues =
            [
                new QueueSettings { Name = new("give"), WrapUpSeconds = 30, Strategy = new() { Name = "preferred-first", PreferSeconds = 20 } },
                new QueueSettings
                {
                    Name = new("ask"),
                    Mode = QueueMode.Offer,
                    OfferSeconds = 5,
                    Workers = new() { Attribute = "contact", Value = AttributeValue.Text("bob@example.com") },
                },
                new QueueSettings { Name = new("wait"), Ageing = new() { EverySeconds = 10, Most = 3 }, MaxWaitSeconds = 45 },
            ],
            Rules = new TeamRules
            {
                SettleSeconds = 4,
                RestSeconds = 12,
                TakeBackOn = [PresenceState.Away],
                GraceSeconds = 25,
                DefaultQueue = new("give"),
            },
        });
        void Both(double let)
        {
            team.Let(let / 2);
            team.Step(step);
            team.Let(let / 2);
            team.Step(-step);
        }

        team.Here("ann", "bob");
        Both(6);
        team.Add("1", new TaskSpec { Queue = new("give"), Preferred = [TeamHarness.Contact("ann")] });
        team.Add("2", new TaskSpec { Queue = new("give"), Preferred = [TeamHarness.Contact("ann")] });
        team.Add("3", new TaskSpec { Queue = new("wait"), Skills = [new() { Name = "rare" }] });
        Both(10);
        team.Done(new CompleteTask(new("1")));
        Both(50);
        team.Done(new CompleteTask(new("2")));
        Both(40);
        team.Add("4", new TaskSpec { Queue = new("ask") });
        Both(40);
        team.Change("ann", PresenceState.Away);
        team.Change("bob", PresenceState.Away);
        Both(60);
        return team;
    }

    private static IEnumerable<string> Relative(TeamHarness team) =>
        team.Log.Where(e => e.Event is not DayBegan).Select(
            e => $"{e.Time.Elapsed} {EventNames.GetName(e.Event)} {(e.Event as ITaskEvent)?.Id}");
}
