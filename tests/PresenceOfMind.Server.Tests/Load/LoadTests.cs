using PresenceOfMind.Server.Load;

namespace PresenceOfMind.Server.Tests.Load;

public sealed class LoadTests
{
    [Fact]
    public void The_load_is_the_part_of_the_cores_used_over_the_window()
    {
        var meter = new LoadMeter(TimeSpan.FromSeconds(10), cores: 4);
        meter.Read(Seconds(0), Seconds(100));
        Assert.Equal(0, meter.Load);
        meter.Read(Seconds(1), Seconds(102));
        Assert.Equal(0.5, meter.Load, 6);
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten()
    {
        var meter = new LoadMeter(TimeSpan.FromSeconds(10), cores: 1);
        for (var i = 0; i <= 10; i++)
        {
            meter.Read(Seconds(i), Seconds(i));
        }

        Assert.Equal(1, meter.Load, 6);
        for (var i = 11; i <= 20; i++)
        {
            meter.Read(Seconds(i), Seconds(10));
        }

        Assert.Equal(0, meter.Load, 6);
    }

    [Fact]
    public void Two_readings_at_one_time_are_no_load()
    {
        var meter = new LoadMeter(TimeSpan.FromSeconds(10), cores: 1);
        meter.Read(Seconds(5), Seconds(1));
        meter.Read(Seconds(5), Seconds(2));
        Assert.Equal(0, meter.Load);
    }

    [Fact]
    public void A_busy_server_holds_notifications_until_it_is_not()
    {
        var gate = new LoadGate();
        Assert.True(gate.IsOpen);
        gate.Measured(busy: true);
        var opening = gate.Opening;
        Assert.False(opening.IsCompleted);
        gate.Measured(busy: true);
        Assert.Same(opening, gate.Opening);
        gate.Measured(busy: false);
        Assert.True(opening.IsCompleted);
    }

    [Fact]
    public void What_an_operator_forces_counts_until_it_is_taken_back()
    {
        var gate = new LoadGate();
        gate.Force(busy: true);
        gate.Measured(busy: false);
        Assert.False(gate.IsOpen);
        gate.Measured(busy: true);
        gate.Force(busy: false);
        Assert.True(gate.IsOpen);
        gate.Force(busy: null);
        Assert.False(gate.IsOpen);
        Assert.Null(gate.Forced);
    }

    [Fact]
    public void Each_second_has_its_requests()
    {
        var rate = new RequestRate(2);
        var second = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(i => rate.TryAdd(second.AddMilliseconds(i * 100))));
        Assert.True(rate.TryAdd(second.AddSeconds(1)));
        Assert.True(new RequestRate(null).TryAdd(second));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
