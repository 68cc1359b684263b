using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Engine.Tests.Time;

public sealed class ClockWatchTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SteppedTime _time = new();
    private readonly ClockWatch _watch;
    private readonly List<ClockNotice> _heard = [];

    public ClockWatchTests()
    {
        _watch = new ClockWatch(new WallClock(_time), _services.GetRequiredService<IMeterFactory>(), NullLogger<ClockWatch>.Instance);
        _watch.Subscribe(_heard.Add);
        _watch.Start();
    }

    public void Dispose()
    {
        _watch.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(5.5)]
    [InlineData(-5.5)]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(365 * 86400)]
    [InlineData(-365 * 86400)]
    public void A_step_of_the_wall_clock_is_told_within_a_second_with_its_size(double seconds)
    {
        _time.Run(TimeSpan.FromSeconds(30));
        _time.Step(TimeSpan.FromSeconds(seconds));
        _time.Run(TimeSpan.FromSeconds(1));

        var notice = Assert.Single(_heard);
        Assert.Equal((ClockNoticeKind.WallStepped, TimeSpan.FromSeconds(seconds)), (notice.Kind, notice.By));
        Assert.Equal(1, _watch.Interruptions);
    }

    [Fact]
    public void Steps_up_to_five_seconds_are_not_told()
    {
        for (var i = 0; i < 60; i++)
        {
            _time.Step(TimeSpan.FromSeconds(i % 2 == 0 ? 5 : -5));
            _time.Run(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_heard);
    }

    [Fact]
    public void Small_steps_shortly_after_each_other_are_told_together()
    {
        _time.Step(TimeSpan.FromSeconds(4));
        _time.Run(TimeSpan.FromSeconds(2));
        _time.Step(TimeSpan.FromSeconds(4));
        _time.Run(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(8), Assert.Single(_heard).By);
    }

    [Fact]
    public void A_clock_that_is_kept_right_bit_by_bit_is_not_told()
    {
        for (var i = 0; i < 100; i++)
        {
            _time.Step(TimeSpan.FromSeconds(1));
            _time.Run(TimeSpan.FromMinutes(2));
        }

        Assert.Empty(_heard);
    }

    [Fact]
    public void A_standstill_is_told_once_to_whoever_asks_first_and_before_its_answer()
    {
        _time.Run(TimeSpan.FromSeconds(3));
        _time.Stand(TimeSpan.FromSeconds(16));

        Assert.Equal(1, _watch.Interruptions);
        var notice = Assert.Single(_heard);
        Assert.Equal(ClockNoticeKind.StoodStill, notice.Kind);
        Assert.Equal(TimeSpan.FromSeconds(15), notice.By);
        _time.Run(TimeSpan.FromSeconds(30));
        Assert.Single(_heard);
    }

    [Fact]
    public void A_timer_up_to_five_seconds_late_is_no_standstill()
    {
        for (var i = 0; i < 20; i++)
        {
            _time.Stand(TimeSpan.FromSeconds(6));
            _time.Run(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_heard);
    }

    [Fact]
    public void Subscribers_hear_in_the_order_in_which_they_came_and_no_more_after_they_left()
    {
        var order = new List<int>();
        var first = _watch.Subscribe(_ => order.Add(1));
        using var second = _watch.Subscribe(_ => order.Add(2));
        _time.Step(TimeSpan.FromSeconds(10));
        _time.Run(TimeSpan.FromSeconds(1));
        first.Dispose();
        _time.Step(TimeSpan.FromSeconds(-10));
        _time.Run(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 2, 2], order);
    }

    [Fact]
    public void Health_tells_of_the_last_one_for_an_hour()
    {
        Assert.Null(_watch.Recent);
        _time.Step(TimeSpan.FromHours(-1));
        _time.Run(TimeSpan.FromSeconds(1));

        Assert.Equal(
            "The wall clock stepped by -3600.0 s, found at 2026-01-05 08:00:01 UTC: it was set, or the machine slept.",
            _watch.Recent);
        _time.Run(TimeSpan.FromMinutes(59));
        Assert.NotNull(_watch.Recent);
        _time.Run(TimeSpan.FromMinutes(1));
        Assert.Null(_watch.Recent);
    }

    [Fact]
    public void Each_is_counted_by_its_kind()
    {
        var counted = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>() && instrument.Name == "clock.interruptions")
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value));
        listener.Start();
        _time.Step(TimeSpan.FromHours(1));
        _time.Stand(TimeSpan.FromSeconds(20));

        Assert.Equal(["step", "standstill"], counted);
    }

    [Fact]
    public void One_that_nobody_started_finds_nothing()
    {
        using var watch = new ClockWatch(
            new WallClock(_time),
            _services.GetRequiredService<IMeterFactory>(),
            NullLogger<ClockWatch>.Instance);
        _time.Step(TimeSpan.FromHours(1));
        _time.Stand(TimeSpan.FromHours(1));

        Assert.Equal(0, watch.Interruptions);
    }
}
