using PresenceOfMind.Dispatch.Queues;

namespace PresenceOfMind.Dispatch.Tests.Queues;

public sealed class WaitEstimateTests
{
    private static readonly TimeSpan Nine = TimeSpan.FromHours(9);

    [Fact]
    public void Nothing_is_expected_before_anything_was_measured()
    {
        Assert.Null(default(WaitEstimate).Expect(1, Nine));
        Assert.Null(default(WaitEstimate).Came(Nine).Expect(1, At(5)));
    }

    [Fact]
    public void A_steady_pace_is_found_and_the_time_since_the_last_take_is_already_waited()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out var last);
        Assert.Equal(TimeSpan.FromMinutes(2), estimate.Expect(1, last));
        Assert.Equal(TimeSpan.FromMinutes(10), estimate.Expect(5, last));
        Assert.Equal(TimeSpan.FromMinutes(9), estimate.Expect(5, last + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_take_that_is_overdue_lengthens_what_is_expected()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out var last);
        var soon = estimate.Expect(3, last + TimeSpan.FromMinutes(3))!.Value;
        var late = estimate.Expect(3, last + TimeSpan.FromMinutes(30))!.Value;
        Assert.True(soon > TimeSpan.FromMinutes(6));
        Assert.True(late > soon);
    }

    [Fact]
    public void Time_in_which_nobody_waits_does_not_count()
    {
        var estimate = Steady(TimeSpan.FromMinutes(2), 30, out var last).Taken(last + TimeSpan.FromMinutes(2), othersWait: false);
        var next = last + TimeSpan.FromHours(10);
        Assert.Equal(TimeSpan.FromMinutes(2), Rounded(estimate.Expect(1, next)!.Value));
        Assert.Equal(TimeSpan.FromMinutes(2), Rounded(estimate.Came(next).Taken(next + TimeSpan.FromMinutes(2), othersWait: true).Expect(1, next + TimeSpan.FromMinutes(2))!.Value));
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

        Assert.InRange(estimate.Expect(1, last)!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.5));
    }

    [Fact]
    public void Takes_at_one_moment_and_waits_of_years_do_no_harm()
    {
        var estimate = default(WaitEstimate).Came(Nine);
        for (var i = 0; i < 100; i++)
        {
            estimate = estimate.Taken(Nine, othersWait: true);
        }

        Assert.Equal(TimeSpan.Zero, estimate.Expect(1_000_000, Nine));
        Assert.Equal(TimeSpan.FromDays(365), estimate.Expect(1_000_000, Nine + TimeSpan.FromDays(5 * 365)));
    }

    private static TimeSpan At(int minutes) => Nine + TimeSpan.FromMinutes(minutes);

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
