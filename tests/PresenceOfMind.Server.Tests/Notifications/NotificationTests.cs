using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Notifications;

public sealed class NotificationTests
{
    [Fact]
    public async Task No_more_callbacks_are_under_way_to_one_host_than_allowed_and_another_host_does_not_wait()
    {
        await using var server = await PwsTestServer.StartAsync(
            configure: o => (o.CallbacksPerHost, o.CallbackTimeout) = (3, Eventually.Bound));
        await using var slow = await CallbackListener.StartAsync();
        await using var quick = await CallbackListener.StartAsync();
        var release = new TaskCompletionSource();
        var (now, most) = (0, 0);
        slow.Inside = async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await release.Task;
            Interlocked.Decrement(ref now);
        };
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var toSlow = await server.RegisterAsync(app, slow.Url);
        for (var i = 0; i < 10; i++)
        {
            await server.SubscribeAsync("joe", joe, toSlow, "rita@localhost");
        }

        for (var i = 0; i < 3; i++)
        {
            await slow.NextAsync();
        }

        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, quick.Url), "rita@localhost");
        Assert.Equal("/pws?id=11&eventType=PRESENCE_NOTIFICATION", await quick.NextAsync());
        Assert.Equal(0, slow.Waiting);
        release.SetResult();
        for (var i = 0; i < 7; i++)
        {
            await slow.NextAsync();
        }

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task No_more_callbacks_are_under_way_in_all_than_allowed()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => (o.Callbacks, o.CallbackTimeout) = (2, Eventually.Bound));
        var listeners = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CallbackListener.StartAsync()));
        var release = new TaskCompletionSource();
        var (now, most, came) = (0, 0, 0);
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        foreach (var listener in listeners)
        {
            listener.Inside = async _ =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                Interlocked.Increment(ref came);
                await release.Task;
                Interlocked.Decrement(ref now);
            };
            await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        }

        await Eventually.IsAsync(() => Volatile.Read(ref came) == 2);
        release.SetResult();
        foreach (var listener in listeners)
        {
            await listener.NextAsync();
            await listener.DisposeAsync();
        }

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_dead_endpoint_keeps_nobody_else_waiting_stays_latched_and_is_explained()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var alive = await CallbackListener.StartAsync();
        using var dead = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var deadHost = $"http://{dead.LocalEndPoint}";
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, deadHost + "/pws"), "rita@localhost");
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, alive.Url), "rita@localhost");
        await alive.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        await server.FetchAsync("joe", joe, 2);
        await server.SetAsync("rita", rita, "AWAY");
        await alive.NextAsync();

        var diagnosis = server.Services.GetRequiredService<IDiagnosis>();
        await Eventually.IsAsync(() => diagnosis.List().Count > 0);
        var found = Assert.Single(diagnosis.List());
        Assert.Equal(deadHost, found.Endpoint);
        Assert.Contains("refused", found.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("AWAY", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
    }

    [Fact]
    public async Task Where_it_is_switched_on_a_notification_is_sent_until_somebody_takes_it()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o =>
            o.Redeliver = new RedeliverOptions
            {
                Enabled = true,
                First = TimeSpan.FromMilliseconds(20),
                Most = TimeSpan.FromMilliseconds(100),
            });
        await using var listener = await CallbackListener.StartAsync();
        var failures = 3;
        listener.Inside = _ => Interlocked.Decrement(ref failures) >= 0
            ? throw new InvalidOperationException("Not now.")
            : Task.CompletedTask;
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        for (var i = 0; i < 4; i++)
        {
            await listener.NextAsync();
        }

        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("rita", rita, "BUSY");
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
        Assert.Empty(server.Services.GetRequiredService<IDiagnosis>().List());
    }

    [Fact]
    public async Task By_default_a_notification_that_failed_is_not_repeated()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        listener.Inside = _ => throw new InvalidOperationException("Never.");
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        await server.SetAsync("rita", rita, "AWAY");
        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("rita", rita, "BUSY");
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task While_the_server_is_busy_notifications_wait_and_go_out_once_when_it_is_not()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        for (var i = 0; i < 5; i++)
        {
            await server.SetAsync("rita", rita, i % 2 == 0 ? "BUSY" : "AWAY");
            await server.FetchAsync("joe", joe, 1);
        }

        await server.SetAsync("rita", rita, "VACATION");
        Assert.Equal(0, listener.Waiting);
        gate.Force(busy: null);
        await listener.NextAsync();
        Assert.Equal("VACATION", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        await server.SetAsync("rita", rita, "AWAY");
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_subscription_that_ended_while_its_notification_waited_is_not_called()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        await using var other = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        using (var gone = await server.SendAsync("DELETE", "/users/joe/subscriptions/1", joe))
        {
            Assert.Equal(200, (int)gone.StatusCode);
        }

        Assert.Equal(1, await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, other.Url), "rita@localhost"));
        gate.Force(busy: null);
        await other.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_new_subscription_is_notified_though_the_notification_of_the_one_before_it_still_waited()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var endpoint = await server.RegisterAsync(app, listener.Url);
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost");
        using (var gone = await server.SendAsync("DELETE", "/users/joe/subscriptions/1", joe))
        {
            Assert.Equal(200, (int)gone.StatusCode);
        }

        Assert.Equal(1, await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost"));
        gate.Force(busy: null);
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task What_was_fetched_while_its_notification_waited_is_not_announced_and_the_next_change_is_once()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await server.SubscribeAsync("rita", rita, 1, "joe@localhost");
        await server.FetchAsync("joe", joe, 1);
        gate.Force(busy: null);

        // Joe's would have come by the time that Rita's was answered and Joe's next change is announced.
        await listener.NextAsync();
        await server.SetAsync("rita", rita, "BUSY");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("rita", rita, "AWAY");
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task An_endpoint_on_an_uncommon_port_registers_and_never_hears_anything_which_is_explained()
    {
        using var logs = new LogCollector();
        await using var server = await PwsTestServer.StartAsync(configure: o => o.CommonPorts = new HashSet<int> { 80, 8080 }, logs: logs);
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");

        var found = Assert.Single(server.Services.GetRequiredService<IDiagnosis>().List());
        Assert.Contains($"Port {new Uri(listener.Url).Port} is not among the common ports", found.Reason, StringComparison.Ordinal);
        Assert.Contains(
            logs.Lines,
            line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("common ports", StringComparison.Ordinal));
        Assert.Equal(0, listener.Waiting);

        using var unregistered = await server.SendAsync("DELETE", "/endpoints/1", app);
        Assert.Equal(200, (int)unregistered.StatusCode);
        Assert.Empty(server.Services.GetRequiredService<IDiagnosis>().List());
    }

    [Fact]
    public async Task A_forbidden_address_is_not_called_whatever_name_leads_there()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => o.ForbiddenNetworks = ["127.0.0.0/8", "::1/128"]);
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync(
            "joe",
            joe,
            await server.RegisterAsync(app, listener.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
            "rita@localhost");

        var diagnosis = server.Services.GetRequiredService<IDiagnosis>();
        await Eventually.IsAsync(() => diagnosis.List().Count > 0);
        Assert.Contains("--forbidden-networks forbids", Assert.Single(diagnosis.List()).Reason, StringComparison.Ordinal);
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task An_endpoint_that_sends_callbacks_elsewhere_is_not_followed_and_that_is_explained()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var elsewhere = await CallbackListener.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        listener.RedirectTo = elsewhere.Url;
        var app = await server.LogInAppAsync();
        await server.SubscribeAsync(
            "joe", await server.LogInAsync("joe", app), await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await listener.NextAsync();

        var diagnosis = server.Services.GetRequiredService<IDiagnosis>();
        await Eventually.IsAsync(() => diagnosis.List().Count > 0);
        Assert.Equal("The last callback failed: it answered 302, and redirects are not followed.", Assert.Single(diagnosis.List()).Reason);
        Assert.Equal(0, elsewhere.Waiting);
    }

    [Fact]
    public async Task A_query_of_the_URL_stays_and_its_fragment_goes()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url + "?user=joe#top"), "rita@localhost");
        Assert.Equal("/pws?user=joe&id=1&eventType=PRESENCE_NOTIFICATION", await listener.NextAsync());
    }

    private static void InterlockedMax(ref int most, int now)
    {
        var seen = most;
        while (now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
            seen = most;
        }
    }
}
