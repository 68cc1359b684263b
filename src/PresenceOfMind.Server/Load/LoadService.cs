using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Server.Load;

/// <summary>Reads the process's CPU time every second and works the gate.</summary>
internal sealed partial class LoadService(LoadGate gate, PresenceServerOptions options, TimeProvider time, ILogger<LoadService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Load.Enabled)
        {
            return;
        }

        var meter = new LoadMeter(options.Load.Window, Environment.ProcessorCount);
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            meter.Read(time.GetElapsedTime(start), Environment.CpuUsage.TotalTime);
            var wasOpen = gate.IsOpen;
            gate.Measured(meter.Load >= options.Load.Threshold);
            if (wasOpen != gate.IsOpen)
            {
                Log.Changed(logger, gate.IsOpen ? "released" : "held back", (int)(meter.Load * 100));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Notifications are {What}: the process uses {Percent} % of its cores")]
        public static partial void Changed(ILogger logger, string what, int percent);
    }
}
