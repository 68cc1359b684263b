using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>The team's own time goes on where the log ended.</summary>
public sealed class TeamClockTests
{
    private readonly Clock _time = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 90)]
    [InlineData(31_536_000, 31_536_000)]
    [InlineData(-3, 0)]
    [InlineData(-3600, 0)]
    [InlineData(-60 * 86_400, 0)]
    public void A_downtime_counts_by_the_wall_clock_and_is_never_below_zero(int wall, int elapsed)
    {
        var last = new TeamTime(TimeSpan.FromDays(7), _time.Wall);
        _time.Wall += TimeSpan.FromSeconds(wall);

        Assert.Equal(new TeamTime(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(elapsed), _time.Wall), Clocks(last).Read());
    }

    [Fact]
    public void While_the_process_runs_it_goes_on_with_the_monotonic_clock_alone()
    {
        var clock = Clocks(new TeamTime(TimeSpan.FromDays(7), _time.Wall));
        _time.Elapsed += TimeSpan.FromSeconds(10);
        _time.Wall += TimeSpan.FromHours(-1);

        Assert.Equal(new TeamTime(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(10), _time.Wall), clock.Read());
    }

    [Fact]
    public void A_team_that_is_new_begins_with_what_the_clock_says() =>
        Assert.Equal(TeamTime.FromWall(_time.Wall), Clocks(TeamSnapshot.Empty().Time).Read());

    private TeamClock Clocks(TeamTime last) => new(new WallClock(_time), _time, last);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = TeamHarness.Start;

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
