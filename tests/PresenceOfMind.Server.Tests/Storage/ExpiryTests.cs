using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Storage;

/// <summary>What ends by itself. Time is moved only while no request is under way.</summary>
public sealed class ExpiryTests
{
    private static readonly string TwoHours = "Presence-Expiry: 7200";

    private readonly StandingTime _time = new();

    [Fact]
    public async Task A_state_that_was_set_ends_and_notifies()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        await using var listener = await CallbackListener.StartAsync();
        var (app, joe) = await LogInAsync(server);
        var rita = await server.LogInAsync("rita", app);
        await SubscribeAsync(server, joe, await RegisterAsync(server, app, listener.Url, 7200));
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        await server.FetchAsync("joe", joe, 1);

        _time.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal("BUSY", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        _time.Advance(TimeSpan.FromSeconds(2));
        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_report_of_a_device_that_names_its_end_by_the_wall_clock_ends_then_although_the_server_has_a_clock_of_its_own()
    {
        var wall = new StandingTime();
        wall.Advance(TimeSpan.FromDays(-60));
        await using var server = await PwsTestServer.StartAsync(time: _time, services: s => s.AddSingleton(new WallClock(wall)));
        var (_, joe) = await LogInAsync(server);
        var report = new DeviceReport("rita", "phone", PresenceState.Busy, ExpiresAt: wall.GetUtcNow() + TimeSpan.FromMinutes(5));
        await server.Services.GetRequiredService<IDeviceFeed>().ReportAsync([report]);

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("BUSY", await StateAsync());
        _time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.IsAsync(async () => await StateAsync() == "UNAVAILABLE");

        async Task<string> StateAsync() => (await server.PollAsync("joe", joe, "rita@localhost"))["rita@localhost"];
    }

    [Fact]
    public async Task A_subscription_ends_whatever_its_activity_and_a_refresh_keeps_it()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        await using var listener = await CallbackListener.StartAsync();
        var (app, joe) = await LogInAsync(server);
        var endpoint = await RegisterAsync(server, app, listener.Url, 86400);
        await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost");
        await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost");

        _time.Advance(TimeSpan.FromSeconds(3000));
        await server.FetchAsync("joe", joe, 1);
        using var refresh = await server.SendAsync("PUT", "/users/joe/subscriptions/2", joe, null, TwoHours);
        Assert.Equal(200, (int)refresh.StatusCode);
        using var nothing = await server.SendAsync(
            "PUT",
            "/users/joe/subscriptions/1",
            joe,
            "<subscription><contactsList><contact contactURI=\"carlotta@localhost\"/></contactsList></subscription>",
            "Presence-Expiry: 0");
        Assert.Equal(200, (int)nothing.StatusCode);

        _time.Advance(TimeSpan.FromSeconds(600));
        await server.RefusedAsync(133, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        Assert.NotEmpty(await server.FetchAsync("joe", joe, 2));
        Assert.Equal(1, await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost"));
    }

    [Fact]
    public async Task A_subscription_ends_with_the_endpoint_that_it_names()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        await using var listener = await CallbackListener.StartAsync();
        var (app, joe) = await LogInAsync(server);
        await SubscribeAsync(server, joe, await RegisterAsync(server, app, listener.Url));
        await SubscribeAsync(server, joe, await RegisterAsync(server, app, listener.Url, 7200));

        _time.Advance(TimeSpan.FromSeconds(3601));
        await Eventually.IsAsync(async () =>
        {
            using var answer = await server.SendAsync("GET", "/users/joe/presence/basic/subscriptions/1", joe);
            return (await answer.Content.ReadAsStringAsync()).Contains("<code>133</code>", StringComparison.Ordinal);
        });
        Assert.NotEmpty(await server.FetchAsync("joe", joe, 2));
        await server.RefusedAsync(132, "PUT", "/endpoints/1", app, headers: Life.Hour);
        await server.RefusedAsync(132, "POST", "/users/joe/subscriptions", joe, Life.Subscription(1, "rita@localhost"), Life.Hour);
        Assert.Equal(1, await RegisterAsync(server, app, listener.Url));
    }

    [Fact]
    public async Task A_session_without_a_request_for_a_day_ends_with_those_that_it_logged_in()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        var (app, joe) = await LogInAsync(server);
        _time.Advance(TimeSpan.FromHours(23));
        await server.PollAsync("joe", joe, "rita@localhost");
        _time.Advance(TimeSpan.FromHours(1.6));
        await Eventually.IsAsync(() => IsOverAsync(server, joe));
        await server.RefusedAsync(101, "POST", "/users/joe/sessions", app);
        Assert.NotEqual(app, await server.LogInAppAsync());
    }

    [Fact]
    public async Task A_session_that_holds_something_lives_on_and_a_fetch_is_a_request_too()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        await using var listener = await CallbackListener.StartAsync();
        var (app, joe) = await LogInAsync(server);
        _time.Advance(TimeSpan.FromHours(20));
        await server.LogInAsync("rita", app);
        await SubscribeAsync(server, joe, await RegisterAsync(server, app, listener.Url, 86400), 86400);

        _time.Advance(TimeSpan.FromHours(12));
        await server.FetchAsync("joe", joe, 1);
        _time.Advance(TimeSpan.FromHours(11));
        await server.FetchAsync("joe", joe, 1);
        using (var refresh = await server.SendAsync("PUT", "/endpoints/1", app, null, Life.Hour))
        {
            Assert.Equal(201, (int)refresh.StatusCode);
        }

        // The subscription is over an hour later, and the last fetch a day after that.
        _time.Advance(TimeSpan.FromHours(22));
        var sessions = server.Services.GetRequiredService<SessionRows>();
        await Eventually.IsAsync(async () => !(await sessions.UsersAsync("localhost")).Contains("rita"));
        await server.RefusedAsync(133, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        await server.PollAsync("joe", joe, "rita@localhost");
    }

    [Fact]
    public async Task A_session_ends_a_day_after_its_last_use_though_the_server_was_started_again_meanwhile()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        var app = await server.LogInAppAsync();
        _time.Advance(TimeSpan.FromHours(20));
        await server.RefusedAsync(132, "PUT", "/endpoints/1", app, headers: Life.Hour);
        var rows = server.Services.GetRequiredService<SessionRows>();
        await Eventually.IsAsync(async () => (await rows.ReadAsync("localhost", "app"))?.LastUsed == _time.GetUtcNow());

        await server.StopAsync();
        _time.Advance(TimeSpan.FromHours(12));
        await server.StartAsync();
        _time.Advance(TimeSpan.FromHours(11.9));
        await server.RefusedAsync(132, "PUT", "/endpoints/1", app, headers: Life.Hour);

        await server.StopAsync();
        _time.Advance(TimeSpan.FromHours(12));
        await server.StartAsync();
        _time.Advance(TimeSpan.FromHours(13));
        rows = server.Services.GetRequiredService<SessionRows>();
        await Eventually.IsAsync(async () => (await rows.UsersAsync("localhost")).Count == 0);
        await server.RefusedAsync(101, "PUT", "/endpoints/1", app, headers: Life.Hour);
    }

    [Fact]
    public async Task What_fell_due_while_the_server_was_down_ends_at_its_start()
    {
        await using var server = await PwsTestServer.StartAsync(time: _time);
        await using var listener = await CallbackListener.StartAsync();
        var (app, joe) = await LogInAsync(server);
        var rita = await server.LogInAsync("rita", app);
        await SubscribeAsync(server, joe, await RegisterAsync(server, app, listener.Url, 86400), 86400);
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        await server.FetchAsync("joe", joe, 1);

        await server.StopAsync();
        _time.Advance(TimeSpan.FromHours(2));
        await server.StartAsync();
        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
    }

    private static async Task<bool> IsOverAsync(PwsTestServer server, string key)
    {
        using var answer = await server.SendAsync("GET", "/users/joe/presence/basic/contacts/rita@localhost", key);
        return (int)answer.StatusCode == 401;
    }

    private static async Task<(string App, string Joe)> LogInAsync(PwsTestServer server)
    {
        var app = await server.LogInAppAsync();
        return (app, await server.LogInAsync("joe", app));
    }

    private static async Task<int> RegisterAsync(PwsTestServer server, string app, string url, int expiry = 3600)
    {
        using var answer = await server.SendAsync(
            "POST",
            "/endpoints",
            app,
            $"<endpoint><url>{url}</url><expiration>{expiry}</expiration></endpoint>");
        return Life.Id(answer);
    }

    private static async Task SubscribeAsync(PwsTestServer server, string joe, int endpoint, int expiry = 7200)
    {
        using var answer = await server.SendAsync(
            "POST", "/users/joe/subscriptions", joe, Life.Subscription(endpoint, "rita@localhost"), $"Presence-Expiry: {expiry}");
        Assert.Equal(201, (int)answer.StatusCode);
    }
}
