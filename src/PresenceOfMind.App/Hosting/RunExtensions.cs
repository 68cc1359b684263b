using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Hosting;

/// <summary>Starts and ends a host, with one line where it cannot be started.</summary>
internal static class RunExtensions
{
    /// <summary>
    /// Takes the data folder, so that nobody else writes to it, and only then starts the host.
    /// </summary>
    /// <param name="app">The host.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task StartOrExplainAsync(this WebApplication app, PomSettings settings, CancellationToken ct)
    {
        try
        {
            app.Services.GetRequiredService<Database>();
            _ = app.Services.GetService<PwsCertificate>()?.Current;
            await app.StartAsync(ct);
        }
        catch (Exception error) when (error is DatabaseInUseException or SchemaTooNewException)
        {
            throw new UserException(ExitCode.Usage, error.Message, error);
        }
        catch (Exception error) when (StorageFault.Explain(error, Path.Combine(settings.Data, "pom.db")) is not null)
        {
            throw new UserException(ExitCode.Usage, StorageFault.Explain(error, Path.Combine(settings.Data, "pom.db"))!, error);
        }
        catch (DispatchException error)
        {
            throw new UserException(ExitCode.Usage, settings.Teams is { } teams ? $"--teams {teams}: {error.Message}" : error.Message, error);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new UserException(ExitCode.Usage, $"the data folder {settings.Data} cannot be used ({error.Message}); choose another with --data (or POM_DATA).", error);
        }
    }

    /// <summary>Waits until the program is to end.</summary>
    /// <param name="ct">Says when.</param>
    public static async Task UntilAskedToEndAsync(CancellationToken ct)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (ct.Register(asked.SetResult))
        {
            await asked.Task;
        }
    }
}
