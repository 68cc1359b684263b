using Microsoft.Extensions.Hosting;

namespace PresenceOfMind.Engine.Polling;

/// <summary>Waits for the host.</summary>
public static class LifetimeExtensions
{
    /// <summary>Waits until all services of the host have started.</summary>
    /// <param name="lifetime">The host's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The host stops first.</exception>
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
