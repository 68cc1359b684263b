namespace PresenceOfMind.App.Hosting;

/// <summary>Leaves Ctrl+C and signals to the command that runs the host.</summary>
internal sealed class CommandLifetimeService : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
