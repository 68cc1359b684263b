using Microsoft.Extensions.Hosting;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Starts the watcher with the host, and ends it before what it needs is gone.</summary>
internal sealed class PresenceWatcherService(Func<PresenceWatcher> watcher) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        watcher().StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await watcher().DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
}
