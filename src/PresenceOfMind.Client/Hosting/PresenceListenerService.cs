using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Listens for as long as the host runs.</summary>
internal sealed class PresenceListenerService(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<PresenceListener>();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await services.GetRequiredService<PresenceListener>().DisposeAsync().ConfigureAwait(false);
}
