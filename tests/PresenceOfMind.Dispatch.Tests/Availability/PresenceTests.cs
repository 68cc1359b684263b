using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Availability;

public sealed class PresenceTests
{
    [Theory]
    [InlineData(Busy)]
    [InlineData(Dnd)]
    [InlineData(Away)]
    [InlineData(Unknown)]
    public void Presence_never_takes_an_assignment_back_by_default(PresenceState state)
    {
        var team = new TeamHarness("ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", "1");
        team.Change("ann", state);
        team.Let(86_000);

        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void Where_a_team_wants_it_presence_takes_assignments_back_after_the_grace_time()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann", "bob"),
            Rules = new TeamRules { TakeBackOn = [Away, Unavailable], GraceSeconds = 300 },
        });
        team.Here("ann");
        team.Add("one", "1");
        team.Here("bob");
        team.Change("ann", Away);
        team.Let(200);
        team.Change("ann", Unavailable);
        team.Let(99);
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Let(1);
        Assert.Equal("bob", team.WorkerOf("1"));
        Assert.Equal(0, team.Person("ann").Used);
    }

    [Fact]
    public void Nothing_is_taken_back_from_somebody_of_whom_nothing_is_known()
    {
        var team = new TeamHarness(
            new TeamSettings { Workers = TeamHarness.Workers("ann"), Rules = new TeamRules { TakeBackOn = [Away], GraceSeconds = 10 } });
        team.Here("ann");
        team.Add("one", "1");
        team.Change("ann", Away);
        team.Lose();
        team.Let(600);
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Fetch(("ann", Away));

        Assert.Equal(TaskState.Waiting, team.Task("1").State);
    }

    [Fact]
    public void Working_hours_open_and_close_by_events_in_local_time()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Calendars = [new()
            {
                Name = new("office"),
                TimeZone = "Europe/Berlin",
                Hours = [new() { Days = [DayOfWeek.Monday, DayOfWeek.Tuesday], From = new(9, 30), To = new(17, 0) }],
            }],
            Rules = new TeamRules { Calendar = new("office") },
        });
        team.Here("ann");
        team.Add("one", "1");
        Assert.Null(team.WorkerOf("1"));
        team.Let(1799);
        Assert.Equal("ann", team.WorkerOf("1"));
        Assert.True(Assert.Single(team.Events<CalendarOpenChanged>()).IsOpen);
        team.Done(new CompleteTask(new("1")));
        team.Let(8 * 3600);
        team.Add("two", "2");
        Assert.Null(team.WorkerOf("2"));
        team.Let(16 * 3600);
        Assert.Equal("ann", team.WorkerOf("2"));
    }

    [Fact]
    public void What_is_counted_by_day_begins_anew_with_the_teams_day()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann", "bob"),
            Queues = [new() { Name = new("q"), Strategy = new() { Name = "fewest-today" } }],
            Rules = new TeamRules { TimeZone = "America/New_York" },
        });
        team.Here("ann", "bob");
        team.Add("one", "1");
        team.Pass(600);
        team.Done(new CompleteTask(new("1")));
        Assert.Equal((1, TimeSpan.FromMinutes(10)), (team.Person("ann").AssignmentsToday, team.Person("ann").WorkToday));
        team.Add("two", "2");
        Assert.Equal("bob", team.WorkerOf("2"));

        // 8 o'clock UTC is 3 o'clock there; the day begins 21 hours later.
        team.Let(21 * 3600);
        Assert.Equal((0, TimeSpan.Zero), (team.Person("ann").AssignmentsToday, team.Person("ann").WorkToday));
        team.Done(new CompleteTask(new("2")));
        Assert.InRange(team.Person("bob").WorkToday, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));
    }
}
