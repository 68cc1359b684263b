using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>The watcher and two nodes: it leaves a home that fails, comes back, and goes where a redirect leads.</summary>
public sealed class NodesEndToEndTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task When_home_fails_it_watches_at_the_backup_that_the_login_named_and_comes_home_again()
    {
        await using var world = await FaultWorld.StartAsync(3);
        await world.SetAsync(0, PresenceState.Available);
        await world.Live.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => world.Live.Health.State == WatcherState.Live && world.Knows());
        Assert.False(world.Live.Health.IsAway);

        await world.SetHomeAsync(up: false);
        await world.SetAsync(0, PresenceState.Busy);
        await world.SetAsync(1, PresenceState.Away);
        world.Live.RequestFetch();
        await world.AdvanceUntilAsync(
            () => world.Live.Health is { IsAway: true, State: WatcherState.Live } && world.Knows(),
            TimeSpan.FromMinutes(2),
            Second);
        Assert.Equal(world.Backup.Port, world.Live.Health.Node!.Port);
        await NotifiedAsync(world, PresenceState.Dnd);

        await world.SetHomeAsync(up: true);
        await world.AdvanceUntilAsync(
            () => world.Live.Health is { IsAway: false, State: WatcherState.Live },
            TimeSpan.FromMinutes(3),
            Second);
        Assert.Equal(world.Home.Port, world.Live.Health.Node!.Port);
        await NotifiedAsync(world, PresenceState.Vacation);
        world.CheckChanges();
        Assert.Equal(3 + 2 + 2, world.Changes.Count);
    }

    [Fact]
    public async Task It_goes_where_the_redirect_leads_and_logs_both_users_in_there()
    {
        await using var world = await FaultWorld.StartAsync(2, home: "b");
        await world.Live.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => world.Live.Health.State == WatcherState.Live);
        Assert.Equal(new Uri($"https://127.0.0.1:{world.Backup.Port}/presence-service"), world.Live.Health.Node);
        Assert.False(world.Live.Health.IsAway);
        await NotifiedAsync(world, PresenceState.Busy);
    }

    [Fact]
    public async Task A_node_that_shows_another_certificate_than_expected_is_not_followed_to()
    {
        await using var world = await FaultWorld.StartAsync(
            2, options => options with { ServerCertificate = TestCertificate.SelfSigned("CN=other") }, home: "b");
        await world.Live.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => world.Live.Health.LastError is not null);
        Assert.Contains("shows a certificate that is neither in", world.Live.Health.LastError, StringComparison.Ordinal);
        Assert.Equal(WatcherState.Lost, world.Live.Health.State);
    }

    private static async Task NotifiedAsync(FaultWorld world, PresenceState state)
    {
        await world.SettleAsync();
        await world.SetAsync(0, state);
        await Eventually.IsAsync(() => world.Changes is [.., { After: var after }] && after == state);
        Assert.Equal(LearnedBy.Notification, world.Changes[^1].How);
    }
}
