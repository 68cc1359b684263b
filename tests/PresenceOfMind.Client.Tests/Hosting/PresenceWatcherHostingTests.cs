using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
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
        using var host = Build(Watching(Ada), out var client);
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
        using var host = Build(Watching("ada"), out _);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The setting Contacts is 'ada'; it takes contacts of the form user@domain.", refused.Message);
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_at_once_and_a_watcher_of_another_name_is_not_concerned()
    {
        var services = new ServiceCollection()
            .AddPresenceWatcher("support", options => (options.EndUser, options.ReaderBacklog) = ("joe@example.com", 1))
            .AddPresenceWatcher("sales", Watching(Ada));
        await using var provider = services.BuildServiceProvider();
        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<PresenceWatcher>("support"));
        Assert.Equal(
            ["Server", "AppUser", "Password", "EndUser", "CallbackUrl", "ReaderBacklog"],
            refused.Failures.Select(fault => fault.Split(' ')[2]));
        Assert.Equal([Ada], provider.GetRequiredKeyedService<PresenceWatcher>("sales").Contacts);
    }

    [Fact]
    public async Task Settings_of_a_watcher_can_be_configured_and_validated_like_any_options()
    {
        var services = new ServiceCollection().AddPresenceWatcher(Watching(Ada));
        services.Configure<PresenceWatcherOptions>(options => options.Contacts = ["bob@example.com"]);
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(["bob@example.com"], provider.GetRequiredService<PresenceWatcher>().Contacts);

        services.AddOptions<PresenceWatcherOptions>().Validate(options => options.Rich, "Rich it must be.");
        await using var stricter = services.BuildServiceProvider();
        Assert.Equal("Rich it must be.", Assert.Throws<OptionsValidationException>(stricter.GetRequiredService<PresenceWatcher>).Message);
    }

    [Fact]
    public async Task A_wrong_setting_of_the_listener_fails_the_start_and_is_named()
    {
        using var host = Build(Watching(Ada), out _, services => services.Configure<PresenceListenerOptions>(options => options.Port = -1));
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The setting Port is '-1'; it takes 0 to 65535.", refused.Message);
    }

    [Fact]
    public async Task A_watcher_keeps_the_settings_that_it_was_made_with()
    {
        var options = ModelWorld.OptionsFor(Ada);
        var contacts = new List<string> { Ada };
        options.Contacts = contacts;
        await using var watcher = new PresenceWatcher(options, new NotificationHub());
        contacts.Add("bob@example.com");
        options.Contacts = [];
        Assert.Equal([Ada], watcher.Contacts);
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
        builder.Services.AddLogging().AddSingleton(hub).AddSingleton<IPwsClient>(client).AddPresenceWatcher(
            configuration.GetRequiredSection("Presence"));
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
        using var host = Build(Watching(Ada), out _, services => services
            .AddPresenceWatcher("support", Watching(Ada))
            .AddPresenceWatcher("sales", Watching()));
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
        var services = new ServiceCollection().AddPresenceWatcher(Watching(Ada)).AddPresenceWatcher("support", Watching(Ada));
        Assert.Equal(
            "A presence watcher is registered already: give each further one a name.",
            Assert.Throws<InvalidOperationException>(() => services.AddPresenceWatcher(Watching(Ada))).Message);
        Assert.Equal(
            "A presence watcher 'support' is registered already: give this one another name.",
            Assert.Throws<InvalidOperationException>(() => services.AddPresenceWatcher("support", Watching(Ada))).Message);
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

        using (var host = Build(Watching(Ada), out _))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await foreach (var _ in host.Services.GetRequiredService<PresenceWatcher>().ReadChangesAsync(
                TestContext.Current.CancellationToken))
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

    private static Action<PresenceWatcherOptions> Watching(params string[] contacts) => options =>
    {
        options.Server = new Uri("http://pws.example:8082");
        options.AppUser = "app";
        options.Password = "secret";
        options.EndUser = "watcher";
        options.CallbackUrl = new Uri("http://here.example:8080/pws");
        options.Contacts = contacts;
    };

    private static IHost Build(Action<PresenceWatcherOptions> watching, out ModelClient client, Action<IServiceCollection>? more = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var time = new FakeTimeProvider(ModelWorld.Begin);
        var hub = new NotificationHub();
        var model = client = new ModelClient(hub, time, Ada);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(hub);
        builder.Services.AddSingleton<IPwsClient>(model);
        builder.Services.AddPresenceListener(listening => (listening.Port, listening.Address) = (0, IPAddress.Loopback));
        builder.Services.AddPresenceWatcher(watching);
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}
