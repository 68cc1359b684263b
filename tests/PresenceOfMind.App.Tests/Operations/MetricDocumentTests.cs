using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using PresenceOfMind.App.Tests.Hosting;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Operations;

/// <summary>
/// The metrics of docs/operations.md are those of the programs, and alarms and dashboard ask for no others.
/// </summary>
public sealed partial class MetricDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathTo("docs", "operations.md"));
    private static readonly string Alarms = File.ReadAllText(Repository.PathTo("deploy", "prometheus", "pom-alerts.yml"));

    [Fact]
    public async Task Every_metric_is_documented_and_every_documented_one_exists()
    {
        var exported = await InstrumentsAsync();
        Assert.Equal(exported.Order(StringComparer.Ordinal), Names(Document).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Alarms_and_dashboard_ask_for_metrics_that_exist()
    {
        var exported = await InstrumentsAsync();
        var asked = Names(Alarms).Concat(Expressions().SelectMany(Names)).ToHashSet();
        Assert.True(asked.Count > 15, $"Only {asked.Count} metrics are asked for.");
        Assert.Empty(asked.Except(exported));
    }

    [Fact]
    public void Each_alarm_has_a_section_of_its_own_and_points_to_it()
    {
        var alarms = AlarmName().Matches(Alarms).Select(m => m.Groups[1].Value).ToList();
        Assert.True(alarms.Count > 10);
        Assert.Equal(
            alarms.Select(a => $"docs/operations.md#{a.ToLowerInvariant()}"),
            Runbook().Matches(Alarms).Select(m => m.Groups[1].Value));
        Assert.Equal(alarms, Section().Matches(Document).Select(m => m.Groups[1].Value));
    }

    /// <summary>The names of metrics that stand in a text, without the parts of a histogram.</summary>
    private static IEnumerable<string> Names(string text) =>
        MetricName().Matches(text).Select(m => m.Value.Replace("_bucket", "", StringComparison.Ordinal));

    /// <summary>What the dashboard asks Prometheus for.</summary>
    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("deploy", "grafana", "pom-dashboard.json")));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(p => p.TryGetProperty("targets", out _))
                .SelectMany(p => p.GetProperty("targets").EnumerateArray())
                .Select(t => t.GetProperty("expr").GetString()!),
        ];
    }

    /// <summary>The instruments of everything in one process, by their names at Prometheus.</summary>
    private static async Task<IReadOnlyCollection<string>> InstrumentsAsync()
    {
        var found = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("PresenceOfMind.", StringComparison.Ordinal))
                {
                    found[PrometheusName(instrument)] = true;
                }
            },
        };
        listener.Start();
        await using var host = await RunningHost.StartAsync("up");
        RuntimeHelpers.RunClassConstructor(typeof(WatcherTelemetry).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(StorageTelemetry).TypeHandle);
        using var asked = await host.Http.GetAsync("/metrics", TestContext.Current.CancellationToken);
        asked.EnsureSuccessStatusCode();
        return [.. found.Keys];
    }

    /// <summary>The exporter's rule: dots become underscores, the unit and what counters are come at the end.</summary>
    private static string PrometheusName(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
            + (instrument.Unit == "s" ? "_seconds" : "")
            + (instrument is Counter<long> ? "_total" : "");

    [GeneratedRegex(@"\b(pws|dispatch|storage|clock)_[a-z_]*[a-z]\b(?!…)")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"(?m)^ +- alert: (\w+)$")]
    private static partial Regex AlarmName();

    [GeneratedRegex(@"(?m)^ +runbook: (\S+)$")]
    private static partial Regex Runbook();

    [GeneratedRegex(@"(?m)^### (Pom\w+)$")]
    private static partial Regex Section();
}
