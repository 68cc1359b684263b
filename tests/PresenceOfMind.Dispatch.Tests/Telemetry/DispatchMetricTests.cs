using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Protocol;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Dispatch.Tests.Telemetry;

/// <summary>What a monitoring system sees of a team.</summary>
public sealed class DispatchMetricTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_team_shows_what_waits_who_is_eligible_and_what_it_decided()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        using var seen = new Reading(host.Services);
        await host.Teams.AddTaskAsync(new("demo"), new("one"));
        await seen.UntilAsync("dispatch.tasks.waiting team=demo queue=default", v => v == 1);
        await seen.UntilAsync("dispatch.workers.unconfirmed team=demo", v => v == 2);
        await seen.UntilAsync("dispatch.workers.eligible team=demo queue=default", v => v == 0);
        await seen.UntilAsync("dispatch.tasks.oldest.wait team=demo queue=default", v => v > 0);
        Assert.DoesNotContain(seen.Values.Keys, name => name.StartsWith("dispatch.source.age", StringComparison.Ordinal));

        await host.FetchAsync(("ann", PresenceState.Available), ("bob", PresenceState.Away));
        await seen.UntilAsync("dispatch.tasks.assigned team=demo queue=default", v => v == 1);
        await seen.UntilAsync("dispatch.tasks.waiting team=demo queue=default", v => v == 0);
        await seen.UntilAsync("dispatch.tasks.oldest.wait team=demo queue=default", v => v == 0);
        await seen.UntilAsync("dispatch.workers.unconfirmed team=demo", v => v == 0);
        await seen.UntilAsync("dispatch.source.age team=demo", v => v >= 0);
        await seen.UntilAsync("dispatch.log.position team=demo", v => v > 3);
        Assert.Equal(1, seen.Values["dispatch.decisions team=demo how=decided"]);

        var task = Assert.Single((await host.Teams.GetViewAsync(new("demo"))).Tasks);
        await host.Teams.CompleteTaskAsync(new("demo"), task.Id);
        Assert.Equal(1, seen.Values["dispatch.tasks.ended team=demo outcome=completed"]);
        Assert.DoesNotContain(seen.Values.Keys, name => name.Contains("ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Offers_count_by_how_they_end()
    {
        await using var host = await TestHost.StartAsync(
            _folder.Path,
            options => options.Teams[new("demo")] = TestHost.Demo with
            {
                Queues = [new QueueSettings { Name = new("main"), Mode = QueueMode.Offer }],
            });
        using var seen = new Reading(host.Services);
        await host.FetchAsync(("ann", PresenceState.Available), ("bob", PresenceState.Away));
        var task = await host.Teams.AddTaskAsync(new("demo"), new("one"));
        await host.Teams.DeclineOfferAsync(new("demo"), task.Id, new("ann@example.com"));

        Assert.Equal(1, seen.Values["dispatch.decisions team=demo how=offered"]);
        Assert.Equal(1, seen.Values["dispatch.offers team=demo outcome=declined"]);
    }

    /// <summary>The values of this host's dispatcher.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Reading(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == DispatchMetrics.Meter && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public ConcurrentDictionary<string, double> Values { get; } = [];

        public Task UntilAsync(string name, Predicate<double> holds) => Eventually.IsAsync(() =>
        {
            _listener.RecordObservableInstruments();
            return Values.TryGetValue(name, out var value) && holds(value);
        });

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = instrument.Name;
            foreach (var (label, tag) in tags)
            {
                name += $" {label}={tag}";
            }

            Values.AddOrUpdate(name, value, (_, before) => instrument is Counter<long> ? before + value : value);
        }
    }
}
