using System.Net;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Time;

/// <summary>The server's expiries, sessions and log-ins run by elapsed time, whatever the wall clock does.</summary>
public sealed class ServerClockTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task Steps_of_the_clock_while_it_runs_end_nothing_and_keep_nobody_out()
    {
        await using var server = await ClockServer.StartAsync(TimeSpan.Zero);
        await server.LogInAsync();
        await server.EndpointAsync();
        await server.SubscribeAsync(1);
        await server.SetAwayAsync();

        TimeSpan[] steps =
        [
            TimeSpan.FromSeconds(-10), TimeSpan.FromHours(-1), TimeSpan.FromHours(2), -Year, Year, TimeSpan.FromDays(-1), TimeSpan.Zero,
        ];
        foreach (var ahead in steps)
        {
            await server.StepAsync(ahead);
            Assert.True(await server.IsAwayAsync(), $"at {ahead} presence had ended");
            Assert.Equal(HttpStatusCode.OK, await server.FetchAsync());
            await server.LogInOtherAsync();
            await server.LogInAsync();
            Assert.Equal(HttpStatusCode.OK, await server.FetchAsync());
            Assert.True(await server.HasEndpointAsync(1), $"at {ahead} the endpoint had ended");
        }

        AssertNoFailure(server);
    }

    [Fact]
    public async Task A_start_with_a_clock_that_was_set_right_ends_nothing_and_keeps_nobody_out()
    {
        await using var server = await ClockServer.StartAsync(TimeSpan.FromDays(60));
        await server.LogInAsync();
        await server.EndpointAsync();
        await server.SubscribeAsync(1);
        await server.SetAwayAsync();

        // The first end is orderly, and the last step is kept before the second one, which is none.
        server.Process.Interrupt();
        Assert.Equal(0, await server.Process.EndAsync());
        server.Clock.Set(TimeSpan.Zero);
        await server.StartAgainAsync();
        await LivesAsync(server);

        await server.StepAsync(Year);
        await server.Process.KillAsync();
        await server.StartAgainAsync();
        await LivesAsync(server);

        await server.StepAsync(-Year);
        await server.Process.KillAsync();
        await server.StartAgainAsync();
        await LivesAsync(server);

        // A downtime counts by the wall clock.
        await server.Process.KillAsync();
        server.Clock.Set(TimeSpan.FromHours(2) - Year);
        await server.StartAgainAsync();
        await server.LogInOtherAsync();
        await server.LogInAsync();
        await Eventually.GetAsync("the end of what was to live for an hour", () => server.HasEndpointAsync(1), lives => !lives);
        Assert.False(await server.IsAwayAsync());
        AssertNoFailure(server);
    }

    private static async Task LivesAsync(ClockServer server)
    {
        await server.LogInOtherAsync();
        await server.LogInAsync();
        Assert.Equal(HttpStatusCode.OK, await server.FetchAsync());
        Assert.True(await server.IsAwayAsync());
        AssertNoFailure(server);
    }

    private static void AssertNoFailure(ClockServer server)
    {
        var lines = server.Process.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(
            lines,
            line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));
        Assert.True(lines.Length < 100, $"{lines.Length} lines were logged: {server.Process.Error}");
    }
}
