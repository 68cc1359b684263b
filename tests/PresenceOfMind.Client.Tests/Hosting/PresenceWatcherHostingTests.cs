using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Hosting;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Tests.Watching;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Hosting;

public sealed class PresenceWatcherHostingTests
{
    private const string Ada = "ada@example.com";

    [Fact]
    public async Task The_watcher_starts_and_ends_with_the_host()
    {
        using var host = Build(ModelWorld.OptionsFor(Ada), out var client);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var watcher = host.Services.GetRequiredService<PresenceWatcher>();
        await foreach (var change in watcher.ReadChangesAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(Ada, change.Contact);
            break;
        }

        Assert.NotEqual(0, host.Services.GetRequiredService<PresenceListener>().Port);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(WatcherState.Stopped, watcher.Health.State);
        Assert.Contains("unregister", client.Ask(_ => client.Calls.ToList()));
    }

    [Fact]
    public async Task A_wrong_setting_fails_the_start_and_is_named()
    {
        using var host = Build(ModelWorld.OptionsFor("ada"), out _);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The setting Contacts is 'ada'; it takes contacts of the form user@domain.", refused.Message);
    }

    [Fact]
    public async Task A_password_that_is_another_when_the_configuration_is_loaded_again_is_used()
    {
        var hub = new NotificationHub();
        var client = new ModelClient(hub, TimeProvider.System, Ada) { Password = "new" };
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Presence:Server"] = "http://pws.example:8082",
            ["Presence:AppUser"] = "app",
            ["Presence:Password"] = "old",
            ["Presence:EndUser"] = "watcher",
            ["Presence:CallbackUrl"] = "http://here.example:8080/pws",
            ["Presence:Contacts"] = Ada,
        });
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(hub).AddSingleton<IPwsClient>(client).AddPresenceWatcher(configuration.GetRequiredSection("Presence"));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var watcher = host.Services.GetRequiredService<PresenceWatcher>();
        await Assert.ThrowsAsync<WatcherLostException>(() => watcher.WaitUntilLiveAsync(TestContext.Current.CancellationToken));
        configuration["Presence:Password"] = "new";
        ((IConfigurationRoot)configuration).Reload();
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (watcher.Health.State != WatcherState.Live)
        {
            await Task.Delay(10, bound.Token);
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Several_watchers_are_told_apart_by_their_names()
    {
        using var host = Build(ModelWorld.OptionsFor(Ada), out _, services => services
            .AddPresenceWatcher("support", ModelWorld.OptionsFor(Ada))
            .AddPresenceWatcher("sales", _ => ModelWorld.OptionsFor()));
        await host.StartAsync(TestContext.Current.CancellationToken);
        PresenceWatcher[] watchers =
        [
            host.Services.GetRequiredService<PresenceWatcher>(),
            host.Services.GetRequiredKeyedService<PresenceWatcher>("support"),
            host.Services.GetRequiredKeyedService<PresenceWatcher>("sales"),
        ];
        Assert.Equal(3, watchers.Distinct().Count());
        Assert.Equal([1, 1, 0], watchers.Select(w => w.Contacts.Count));
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.All(watchers, w => Assert.Equal(WatcherState.Stopped, w.Health.State));
    }

    [Fact]
    public void Two_watchers_of_one_name_are_refused()
    {
        var services = new ServiceCollection().AddPresenceWatcher(ModelWorld.OptionsFor(Ada)).AddPresenceWatcher("support", ModelWorld.OptionsFor(Ada));
        Assert.Equal(
            "A presence watcher is registered already: give each further one a name.",
            Assert.Throws<InvalidOperationException>(() => services.AddPresenceWatcher(ModelWorld.OptionsFor(Ada))).Message);
        Assert.Equal(
            "A presence watcher 'support' is registered already: give this one another name.",
            Assert.Throws<InvalidOperationException>(() => services.AddPresenceWatcher("support", ModelWorld.OptionsFor(Ada))).Message);
    }

    [Fact]
    public async Task Changes_and_operations_are_counted_and_traced_without_naming_anybody()
    {
        var counted = new List<(string Instrument, string Labels)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WatcherTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        void Count(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var text = string.Join(' ', labels.ToArray().Select(l => $"{l.Key}={l.Value}"));
            lock (counted)
            {
                counted.Add((instrument.Name, text));
            }
        }

        meters.SetMeasurementEventCallback<long>((instrument, _, labels, _) => Count(instrument, labels));
        meters.SetMeasurementEventCallback<double>((instrument, _, labels, _) => Count(instrument, labels));
        meters.Start();
        var traced = new List<string>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WatcherTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (traced)
                {
                    traced.Add(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(traces);

        using (var host = Build(ModelWorld.OptionsFor(Ada), out _))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await foreach (var _ in host.Services.GetRequiredService<PresenceWatcher>().ReadChangesAsync(TestContext.Current.CancellationToken))
            {
                break;
            }

            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        lock (counted)
        {
            Assert.Contains(("pws.watcher.changes", "how=start"), counted);
            Assert.Contains(("pws.watcher.operation.duration", "operation=login code=0"), counted);
            Assert.Contains(("pws.watcher.operation.duration", "operation=fetch code=0"), counted);
        }

        lock (traced)
        {
            Assert.Contains("pws.login", traced);
            Assert.Contains("pws.fetch", traced);
        }
    }

    private static IHost Build(PresenceWatcherOptions options, out ModelClient client, Action<IServiceCollection>? more = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var time = new FakeTimeProvider(ModelWorld.Begin);
        var hub = new NotificationHub();
        var model = client = new ModelClient(hub, time, Ada);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(hub);
        builder.Services.AddSingleton<IPwsClient>(model);
        builder.Services.AddPresenceListener(new PresenceListenerOptions { Port = 0, Address = IPAddress.Loopback });
        builder.Services.AddPresenceWatcher(options);
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}
