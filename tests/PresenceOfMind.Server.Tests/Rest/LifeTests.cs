using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

public sealed class LifeTests
{
    [Fact]
    public async Task A_change_after_a_fetch_notifies_and_the_next_fetch_shows_it()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        var endpoint = await server.RegisterAsync(app, listener.Url);
        var subscription = await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost", "nobody@localhost");

        Assert.Equal((1, 1), (endpoint, subscription));
        Assert.Equal("/pws?id=1&eventType=PRESENCE_NOTIFICATION", await listener.NextAsync());
        Assert.Equal(
            new Dictionary<string, string> { ["rita@localhost"] = "UNAVAILABLE", ["nobody@localhost"] = "UNKNOWN" },
            await server.FetchAsync("joe", joe, 1));

        await server.SetAsync("rita", rita, "AWAY");
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        Assert.Equal("BUSY", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_fetch_inside_the_callback_is_answered_and_opens_the_latch()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        listener.Inside = async _ => await server.FetchAsync("joe", joe, 1);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");

        await listener.NextAsync();
        for (var i = 0; i < 5; i++)
        {
            var told = listener.NextAsync();
            while (!told.IsCompleted)
            {
                await server.SetAsync("rita", rita, i % 2 == 0 ? "AWAY" : "BUSY");
                await server.SetAsync("rita", rita, "VACATION");
            }

            await told;
        }
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_each_subscription_is_notified_once()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");

        await server.StopAsync();
        await server.StartAsync();

        Assert.Equal("/pws?id=1&eventType=PRESENCE_NOTIFICATION", await listener.NextAsync());
        Assert.Equal("BUSY", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        Assert.Equal(app, await server.LogInAppAsync());
        await server.SetAsync("rita", rita, "AWAY");
        await listener.NextAsync();
    }
}
