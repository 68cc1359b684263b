using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Load;

/// <summary>Reads the process's CPU time every second and works the gate.</summary>
internal sealed partial class LoadService(LoadGate gate, PresenceServerOptions options, TimeProvider time, ILogger<LoadService> logger)
    : BackgroundService
{
    private readonly LoadMeter _meter = new(options.Load.Window, Environment.ProcessorCount);
    private readonly LoadThreshold _threshold = new(options.Load.Threshold);
    private readonly long _start = time.GetTimestamp();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Load.Enabled)
        {
            return Task.CompletedTask;
        }

        var poller = new DuePoller("The measurement of the load", DuePoller.Second, time, logger);
        poller.Hint();
        return poller.RunAsync(MeasureAsync, stoppingToken);
    }

    private Task MeasureAsync(CancellationToken cancellationToken)
    {
        _meter.Read(time.GetElapsedTime(_start), Environment.CpuUsage.TotalTime);
        var wasOpen = gate.IsOpen;
        gate.Measured(_threshold.IsBusy(_meter.Load));
        if (wasOpen != gate.IsOpen)
        {
            Log.Changed(logger, gate.IsOpen ? "released" : "held back", (int)(_meter.Load * 100));
        }

        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Warning, "Notifications are {What}: the process uses {Percent} % of its cores")]
        public static partial void Changed(ILogger logger, string what, int percent);
    }
}
