using Microsoft.Extensions.Options;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Hosting;

/// <summary>Starts and ends a host, with one line where it cannot be started.</summary>
internal static class RunExtensions
{
    /// <summary>
    /// Locks the data folder, so that no other program writes to it, and only then starts the host.
    /// </summary>
    /// <param name="app">The host.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task StartOrExplainAsync(this WebApplication app, PomSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            app.Services.GetRequiredService<Database>();
            _ = app.Services.GetService<ServerCertificate>()?.Current;
            app.RefuseOpenToOthers(settings);
            await app.StartAsync(cancellationToken);
        }
        catch (Exception error) when (Explain(error, settings) is { } line)
        {
            throw new UserException(ExitCode.Usage, line, error);
        }
    }

    /// <summary>Builds the host. It opens the data folder already, since the clock that everything runs by is kept there.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">It cannot be built.</exception>
    public static WebApplication BuildOrExplain(this WebApplicationBuilder builder, PomSettings settings)
    {
        try
        {
            return builder.Build();
        }
        catch (Exception error) when (Explain(error, settings) is { } line)
        {
            throw new UserException(ExitCode.Usage, line, error);
        }
    }

    /// <summary>Why the host cannot be started and what to do, in one line; null for a failure of the program's own.</summary>
    private static string? Explain(Exception error, PomSettings settings) => error switch
    {
        DatabaseInUseException or SchemaTooNewException or OptionsValidationException => error.Message,
        _ when StorageFault.Explain(error, Path.Combine(settings.Data, "pom.db")) is { } fault => fault,
        DispatchException => settings.Teams is { } teams ? $"--teams {teams}: {error.Message}" : error.Message,
        UnauthorizedAccessException or IOException =>
            $"the data folder {settings.Data} cannot be used ({error.Message}); choose another with --data (or POM_DATA).",
        _ => null,
    };

    /// <summary>Waits until the program is to end.</summary>
    /// <param name="cancellationToken">Says when.</param>
    public static async Task UntilAskedToEndAsync(CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(asked.SetResult))
        {
            await asked.Task;
        }
    }
}
