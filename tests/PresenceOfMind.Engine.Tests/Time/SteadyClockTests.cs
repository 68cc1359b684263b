using PresenceOfMind.Engine.Time;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Engine.Tests.Time;

public sealed class SteadyClockTests
{
    private readonly SteppedTime _time = new();

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-365 * 86400)]
    [InlineData(365 * 86400)]
    public void It_runs_by_elapsed_time_whatever_the_wall_clock_does(int step)
    {
        var clock = Start(null);
        var before = clock.GetUtcNow();
        _time.Step(TimeSpan.FromSeconds(step));
        _time.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(10), clock.GetUtcNow() - before);
    }

    [Fact]
    public void It_begins_as_the_wall_clock_does() => Assert.Equal(_time.GetUtcNow(), Start(null).GetUtcNow());

    [Fact]
    public void A_downtime_counts_by_the_wall_clock()
    {
        var kept = Start(null).Read();
        _time.Stand(TimeSpan.FromMinutes(10));

        Assert.Equal(kept.Steady + TimeSpan.FromMinutes(10), Start(kept).GetUtcNow());
    }

    [Fact]
    public void A_downtime_in_which_the_wall_clock_was_set_back_counts_nothing()
    {
        var kept = Start(null).Read();
        _time.Step(TimeSpan.FromDays(-60));

        Assert.Equal(kept.Steady, Start(kept).GetUtcNow());
    }

    [Fact]
    public void A_step_before_a_restart_does_not_count_as_downtime()
    {
        var clock = Start(null);
        _time.Step(TimeSpan.FromDays(60));
        _time.Run(TimeSpan.FromSeconds(1));
        var kept = clock.Read();
        _time.Stand(TimeSpan.FromSeconds(5));

        Assert.Equal(kept.Steady + TimeSpan.FromSeconds(5), Start(kept).GetUtcNow());
    }

    [Fact]
    public void People_are_told_its_times_as_the_wall_clock_is_set()
    {
        var clock = Start(null);
        var ends = clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        _time.Step(TimeSpan.FromHours(-1));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), clock.ToWall(new WallClock(_time), ends));
        Assert.Equal(ends, clock.FromWall(new WallClock(_time), _time.GetUtcNow() + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void The_last_time_that_there_is_stays_the_last()
    {
        var clock = Start(null);
        _time.Step(TimeSpan.FromHours(-1));

        Assert.Equal(DateTimeOffset.MaxValue, clock.FromWall(new WallClock(_time), DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(30, 30)]
    [InlineData(60 * 86400, 86400)]
    public void A_wait_for_a_timer_is_at_least_nothing_and_at_most_a_day(double seconds, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), TimerLimit.Cap(TimeSpan.FromSeconds(seconds)));

    private SteadyClock Start(SteadyTime? kept) => new(new WallClock(_time), kept);
}
