using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Watching;

namespace Worker;

/// <summary>Does what the service is for with each change: here it logs them.</summary>
internal sealed partial class PresenceWorker(PresenceWatcher watcher, ILogger<PresenceWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in watcher.ReadChangesAsync(stoppingToken))
                {
                    if (change.Before is { } before)
                    {
                        Log.Changed(logger, change.Contact, $"{before}", $"{change.After}");
                    }
                    else
                    {
                        Log.Known(logger, change.Contact, $"{change.After}");
                    }
                }

                return;
            }
            catch (WatcherReaderException)
            {
                // This reader was too slow; reading anew begins with the current state.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Contact} is {State}")]
        public static partial void Known(ILogger logger, string contact, string state);

        [LoggerMessage(2, LogLevel.Information, "{Contact} was {Before} and is {After}")]
        public static partial void Changed(ILogger logger, string contact, string before, string after);
    }
}
