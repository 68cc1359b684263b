using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Telemetry;

public sealed class MetricTests
{
    private const int NobodyListens = 1;

    [Fact]
    public async Task Requests_count_by_wire_operation_code_and_status()
    {
        await using var server = await PwsTestServer.StartAsync();
        using var seen = new Seen(server);
        var app = await server.LogInAppAsync();
        (await server.SendAsync("POST", "/endpoints", app, "<endpoint><url></url></endpoint>", Life.Hour)).Dispose();
        (await server.SendAsync("POST", "/soap", body: "no envelope")).Dispose();
        (await server.SendAsync("GET", "/nowhere")).Dispose();

        await seen.UntilAsync("pws.requests wire=rest operation=login code=0 status=201");
        await seen.UntilAsync("pws.requests wire=rest operation=registerEndPoint code=130 status=400");
        await seen.UntilAsync("pws.requests wire=soap operation=none code=102 status=200");
        await seen.UntilAsync("pws.requests wire=rest operation=none code=0 status=404");
        Assert.DoesNotContain(
            seen.All,
            line => line.Contains(app, StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notification_that_was_taken_counts_with_its_latency_and_a_change_behind_the_latch_as_latched()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var seen = new Seen(server);
        await WatchAsync(server, listener.Url);
        await seen.UntilAsync("pws.notifications outcome=sent");
        await seen.UntilAsync("pws.notification.latency");
        Assert.DoesNotContain("pws.notifications outcome=latched", seen.All);

        await server.SetAsync("rita", await server.LogInAsync("rita", await server.LogInAppAsync()), "BUSY");
        await seen.UntilAsync("pws.notifications outcome=latched");
    }

    [Fact]
    public async Task A_notification_that_nobody_takes_counts_as_failed()
    {
        await using var server = await PwsTestServer.StartAsync();
        using var seen = new Seen(server);
        await WatchAsync(server, $"http://127.0.0.1:{NobodyListens}/");
        await seen.UntilAsync("pws.notifications outcome=failed");
    }

    [Fact]
    public async Task A_notification_to_no_common_port_counts_as_unreachable()
    {
        await using var server = await PwsTestServer.StartAsync(configure: options => options.CommonPorts = new HashSet<int> { 80 });
        using var seen = new Seen(server);
        await WatchAsync(server, $"http://127.0.0.1:{NobodyListens}/");
        await seen.UntilAsync("pws.notifications outcome=unreachable");
    }

    [Fact]
    public async Task A_notification_that_waits_for_the_load_counts_as_held_and_then_as_sent()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var seen = new Seen(server);
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(true);
        await WatchAsync(server, listener.Url);
        await seen.UntilAsync("pws.notifications outcome=held");
        gate.Force(null);
        await seen.UntilAsync("pws.notifications outcome=sent");
    }

    private static async Task WatchAsync(PwsTestServer server, string url)
    {
        var app = await server.LogInAppAsync();
        var endpoint = await server.RegisterAsync(app, url);
        await server.SubscribeAsync("joe", await server.LogInAsync("joe", app), endpoint, "rita@localhost");
    }

    /// <summary>What this server, and no other in the process, has counted.</summary>
    private sealed class Seen : IDisposable
    {
        private readonly ConcurrentQueue<string> _lines = new();
        private readonly SemaphoreSlim _more = new(0);
        private readonly MeterListener _listener = new();

        public Seen(PwsTestServer server)
        {
            var meters = server.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PresenceMetrics.Meter && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument.Name, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument.Name, tags));
            _listener.Start();
        }

        public IReadOnlyCollection<string> All => _lines;

        public async Task UntilAsync(string line)
        {
            while (!_lines.Contains(line))
            {
                Assert.True(await _more.WaitAsync(Eventually.Bound), $"Not counted: {line}. Counted: {string.Join("; ", _lines)}");
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            _more.Dispose();
        }

        private void Add(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var line = name;
            foreach (var (label, value) in tags)
            {
                line += $" {label}={value}";
            }

            _lines.Enqueue(line);
            _more.Release();
        }
    }
}
