using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Starts the watcher with the host, and ends it before what it needs is gone.</summary>
internal sealed class PresenceWatcherService(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<PresenceWatcher>().StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await services.GetRequiredService<PresenceWatcher>().DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
}
