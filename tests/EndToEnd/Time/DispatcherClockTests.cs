namespace EndToEnd.Time;

/// <summary>What the dispatcher decides after it was down, stood still, or had its clock set.</summary>
public sealed class DispatcherClockTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(ClockDispatcher.LongSeconds);

    [Fact]
    public async Task What_fell_due_while_it_was_killed_or_stopped_gives_nobody_work_by_presence_of_before()
    {
        await using var team = await ClockDispatcher.StartAsync(TimeSpan.Zero);
        await team.SureAsync("AVAILABLE");
        var waiting = await BusyAsync(team);
        await team.Process.KillAsync();
        await team.Pws.SetAsync("UNAVAILABLE", "joe");
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        await team.StartAgainAsync();

        await AssertUnconfirmedFirstAsync(team, "team.loaded", waiting);

        await team.Pws.SetAsync("AVAILABLE", "joe");
        await team.EventAsync("task.assigned", waiting);
        await team.Tasks.EndAsync(waiting, "complete");
        await team.EventAsync("task.wrapped-up", waiting);

        waiting = await BusyAsync(team);
        team.Process.Suspend();
        await team.Pws.SetAsync("UNAVAILABLE", "joe");
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        team.Process.Resume();

        await AssertUnconfirmedFirstAsync(team, "team.stood-still", waiting);
    }

    [Fact]
    public async Task Offers_and_wrap_ups_last_as_long_as_they_are_to_whatever_the_clock_does()
    {
        await using var team = await ClockDispatcher.StartAsync(TimeSpan.FromDays(60));
        await team.SureAsync("AVAILABLE");
        await LastsAsync(team);

        // With the clock set right between two runs.
        team.Process.Interrupt();
        Assert.Equal(0, await team.Process.EndAsync());
        team.Clock.Set(TimeSpan.Zero);
        await team.StartAgainAsync();
        await team.SureAsync("AVAILABLE");
        await LastsAsync(team);

        foreach (var ahead in (TimeSpan[])[TimeSpan.FromHours(-1), TimeSpan.FromHours(1), TimeSpan.FromDays(365)])
        {
            await team.StepAsync(ahead);
            await LastsAsync(team);
        }

        await team.Process.KillAsync();
        team.Clock.Set(TimeSpan.Zero);
        await team.StartAgainAsync();
        await team.SureAsync("AVAILABLE");
        await LastsAsync(team);

        var log = await team.LogAsync();
        Assert.Equal(log.Select(e => e.Elapsed).Order(), log.Select(e => e.Elapsed));
    }

    /// <summary>Joe wraps up a task, and another waits.</summary>
    /// <returns>The one that waits.</returns>
    private static async Task<string> BusyAsync(ClockDispatcher team)
    {
        var first = await team.AddAsync("long");
        await team.EventAsync("task.assigned", first);
        await team.Tasks.EndAsync(first, "complete");
        var waiting = await team.AddAsync("give");
        await team.EventAsync("task.added", waiting);
        return waiting;
    }

    private static async Task AssertUnconfirmedFirstAsync(ClockDispatcher team, string because, string waiting)
    {
        Assert.DoesNotContain(await team.EventAsync(because), e => e.Type is "task.wrapped-up" or "task.assigned");
        Assert.DoesNotContain(await team.EventAsync("task.wrapped-up"), e => e.Type == "task.assigned");
        await team.SureAsync("UNAVAILABLE");
        Assert.Null(await team.Tasks.WhoAsync(waiting));
        Assert.DoesNotContain(await team.LogAsync(), e => e.Type == "task.assigned" && e.Task == waiting);
    }

    /// <summary>An offer is left unanswered, and a task is done and wrapped up.</summary>
    private static async Task LastsAsync(ClockDispatcher team)
    {
        var asked = await team.AddAsync("ask");
        var offered = (await team.EventAsync("task.offered", asked))[^1];
        AssertLasted(offered, (await team.EventAsync("offer.ended", asked))[^1]);
        await team.Tasks.EndAsync(asked, "cancel");

        var given = await team.AddAsync("give");
        await team.EventAsync("task.assigned", given);
        await team.Tasks.EndAsync(given, "complete");
        var completed = (await team.EventAsync("task.completed", given))[^1];
        AssertLasted(completed, (await team.EventAsync("task.wrapped-up", given))[^1]);
    }

    private static void AssertLasted(ClockDispatcher.Entry from, ClockDispatcher.Entry until) =>
        Assert.InRange(until.Elapsed - from.Elapsed, ClockDispatcher.Seconds * 1000, 100_000);
}
