using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Subscriptions;

/// <summary>The engine puts to sleep whoever is idle.</summary>
public sealed class SleepTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    // Rounds of work; more than the least only until somebody was seen asleep.
    private const int Least = 100;
    private const int Most = 5000;

    [Fact]
    public async Task A_subscription_that_nobody_fetches_for_long_stays_awake_and_is_not_notified_anew()
    {
        await using var server = await PwsTestServer.StartAsync(services: services =>
            services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = TimeSpan.FromSeconds(1);
            collection.CollectionAge = Idle;
        }));
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);

        // Somebody else's grain is seen to go to sleep, so joe's, which is idle for longer, had its turn.
        var grains = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        await Eventually.IsAsync(async () =>
        {
            await server.PollAsync("joe", joe, "carlotta@localhost");
            return await IsAwakeAsync(grains, "carlotta");
        });
        await Eventually.IsAsync(async () => !await IsAwakeAsync(grains, "carlotta"));

        Assert.True(await IsAwakeAsync(grains, "localhost|joe"));
        await server.FetchAsync("joe", joe, 1);
        Assert.Equal(0, listener.Waiting);
        await server.SetAsync("rita", await server.LogInAsync("rita", app), "BUSY");
        await listener.NextAsync();
        Assert.Equal("BUSY", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        Assert.Equal(0, listener.Waiting);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task What_an_application_held_ends_with_its_session_also_while_those_who_keep_it_sleep(string method)
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var grains = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);
        await grains.ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.False(await IsAwakeAsync(grains, "localhost|app"));
        Assert.True(await IsAwakeAsync(grains, "localhost|joe"));

        using var ended = method == "PUT"
            ? await server.SendAsync(method, "/users/app/session", null, "<session><password>secret</password></session>")
            : await server.SendAsync(method, "/users/app/session", app);
        Assert.True(ended.IsSuccessStatusCode);

        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        app = await server.LogInAppAsync();
        joe = await server.LogInAsync("joe", app);
        Assert.Equal(1, await server.RegisterAsync(app, listener.Url));
        Assert.Equal(1, await server.SubscribeAsync("joe", joe, 1, "carlotta@localhost"));
        await listener.NextAsync();
        await server.SetAsync("rita", await server.LogInAsync("rita", app), "BUSY");
        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("carlotta", await server.LogInAsync("carlotta", app), "BUSY");
        Assert.Equal("/pws?id=1&eventType=PRESENCE_NOTIFICATION", await listener.NextAsync());
        Assert.Equal("BUSY", Assert.Single(await server.FetchAsync("joe", joe, 1)).Value);
    }

    [Fact]
    public async Task Sets_and_reports_count_while_people_fall_asleep_under_them()
    {
        string[] people = ["joe", "rita", "carlotta"];
        await using var server = await PwsTestServer.StartAsync(people);
        var grains = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var feed = server.Services.GetRequiredService<IDeviceFeed>();
        var app = await server.LogInAppAsync();
        var slept = 0;
        var working = Task.WhenAll(people.Select(WorkAsync));
        while (!working.IsCompleted)
        {
            await grains.ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
            slept += await IsAwakeAsync(grains, "joe") ? 0 : 1;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await working;
        Assert.True(slept > 0, "Nobody fell asleep.");
        foreach (var person in people)
        {
            var devices = (await server.Services.GetRequiredService<PersonRows>().ReadAsync(person)).Devices.ToDictionary(
                d => d.Tuple,
                d => d.State);
            Assert.Equal(PresenceState.Away, devices[PwsTuples.Own]);
            Assert.All(people, p => Assert.Equal(PresenceState.Busy, devices[p]));
        }

        async Task WorkAsync(string person)
        {
            var key = await server.LogInAsync(person, app);
            for (var i = 0; i < Least || (i % 2 == 1 || Volatile.Read(ref slept) == 0) && i < Most; i++)
            {
                await server.SetAsync(person, key, i % 2 == 0 ? "BUSY" : "AWAY");
                await feed.ReportAsync(
                    [.. people.Select(p => new DeviceReport(p, person, i % 2 == 0 ? PresenceState.Available : PresenceState.Busy))]);
            }
        }
    }

    private static async Task<bool> IsAwakeAsync(IManagementGrain grains, string key) =>
        (await grains.GetDetailedGrainStatistics()).Any(
            g => g.GrainId.Key.ToString() == key && !g.GrainType.Contains("Session", StringComparison.Ordinal));
}
