using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Tests.Queues;

public sealed class WaitEstimateTests
{
    private static readonly TimeSpan Nine = TimeSpan.FromHours(9);

    [Fact]
    public void There_is_no_pace_before_anything_was_measured()
    {
        Assert.Null(default(WaitEstimate).Pace);
        Assert.Null(default(WaitEstimate).Came(Nine).Pace);
    }

    [Fact]
    public void A_steady_pace_is_found()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out var last);
        Assert.Equal(TimeSpan.FromMinutes(2), estimate.Pace);
        Assert.Equal(TimeSpan.Zero, estimate.Still(last));
        Assert.Equal(TimeSpan.FromMinutes(1), estimate.Still(last + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Time_in_which_nobody_waits_does_not_count()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out var last).Taken(last + TimeSpan.FromMinutes(2), othersWait: false);
        var next = last + TimeSpan.FromHours(10);
        Assert.Equal(TimeSpan.Zero, estimate.Still(next));
        Assert.Equal(TimeSpan.FromMinutes(2), Rounded(estimate.Pace!.Value));
        Assert.Equal(
            TimeSpan.FromMinutes(2),
            Rounded(estimate.Came(next).Taken(next + TimeSpan.FromMinutes(2), othersWait: true).Pace!.Value));
    }

    [Fact]
    public void A_task_that_leaves_untaken_is_no_take()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out _);
        Assert.Equal(estimate, estimate.Left(othersWait: true));
        Assert.Null(estimate.Left(othersWait: false).Since);
        Assert.Equal(estimate.Weight, estimate.Left(othersWait: false).Weight);
    }

    [Fact]
    public void A_new_pace_is_learned_within_some_thirty_takes()
    {
        var estimate = Steady(TimeSpan.FromMinutes(10), 50, out var last);
        for (var i = 0; i < 30; i++)
        {
            last = last + TimeSpan.FromMinutes(1);
            estimate = estimate.Taken(last, othersWait: true);
        }

        Assert.InRange(estimate.Pace!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.5));
    }

    [Fact]
    public void Takes_at_one_moment_and_waits_of_years_do_no_harm()
    {
        var estimate = default(WaitEstimate).Came(Nine);
        for (var i = 0; i < 100; i++)
        {
            estimate = estimate.Taken(Nine, othersWait: true);
        }

        Assert.Equal(TimeSpan.Zero, estimate.Pace);
        Assert.Equal(
            TimeSpan.FromDays(365),
            default(WaitEstimate).Came(Nine).Taken(Nine + TimeSpan.FromDays(5 * 365), othersWait: true).Pace);
    }

    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));

    private static WaitEstimate Steady(TimeSpan every, int takes, out TimeSpan last)
    {
        var estimate = default(WaitEstimate).Came(Nine);
        last = Nine;
        for (var i = 0; i < takes; i++)
        {
            last += every;
            estimate = estimate.Taken(last, othersWait: true);
        }

        return estimate with { Sum = Math.Round(estimate.Sum / estimate.Weight) * estimate.Weight };
    }
}
