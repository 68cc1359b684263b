using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Hosting;

/// <summary>
/// Puts in force what the command line and the files name. Services start one after the other, the web server last: until all
/// preparations have ended, a connection waits at its port, and no client gets an answer that is wrong a moment later.
/// </summary>
/// <param name="prepare">What is to be done. The engine has started; where it fails, the host does not start.</param>
internal sealed class PreparationService(Func<Task> prepare) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => prepare();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers preparations.</summary>
internal static class PreparationExtensions
{
    /// <summary>Adds what is done before the first connection is answered. Add it after the engine and what it needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="prepare">What is to be done.</param>
    public static IServiceCollection AddPreparation(this IServiceCollection services, Func<IServiceProvider, Task> prepare) =>
        services.AddSingleton<IHostedService>(provider => new PreparationService(async () =>
        {
            try
            {
                await prepare(provider);
            }
            catch (UserException)
            {
                provider.GetRequiredService<StartFault>().IsUsers = true;
                throw;
            }
        }));
}
