using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>Clocks that are set, and computers that sleep.</summary>
public sealed class WatcherClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_clock_that_was_set_back_does_not_stop_the_time()
    {
        var time = new TwoClocks();
        var clock = new WatcherClock(time);
        var before = clock.Now();
        time.Wall -= Hour;
        time.Ticks += TimeSpan.FromMinutes(5);
        Assert.Equal(before + TimeSpan.FromMinutes(5), clock.Now());
    }

    [Fact]
    public void While_the_computer_slept_time_has_passed()
    {
        var time = new TwoClocks();
        var clock = new WatcherClock(time);
        var before = clock.Now();
        time.Wall += Hour;
        Assert.Equal(before + Hour, clock.Now());
    }

    private sealed class TwoClocks : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = ModelWorld.Begin;

        public TimeSpan Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Ticks.Ticks;
    }
}
