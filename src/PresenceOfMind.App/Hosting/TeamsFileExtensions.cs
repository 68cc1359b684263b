using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.App.Hosting;

/// <summary>Reads the teams that a file names.</summary>
internal static class TeamsFileExtensions
{
    /// <summary>The teams of the settings' file; none where there is no file.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">The file cannot be read, or a team cannot be what it says.</exception>
    public static IReadOnlyDictionary<TeamName, TeamSettings> ReadTeams(this PomSettings settings)
    {
        if (settings.Teams is not { } path)
        {
            return new Dictionary<TeamName, TeamSettings>();
        }

        try
        {
            return TeamsFile.Read(TextFile.ReadUtf8(path));
        }
        catch (JsonFaultException error)
        {
            throw Wrong(path, error.Faults.Count > 0 ? error.Faults : [new JsonFault("", error.Message)], error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"--teams {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Adds the teams of a file to those that are there anyway.</summary>
    /// <param name="options">The dispatcher's options.</param>
    /// <param name="teams">The teams.</param>
    /// <param name="settings">The settings, for the file's name.</param>
    /// <exception cref="UserException">They do not go together.</exception>
    public static void AddTeams(this DispatchOptions options, IReadOnlyDictionary<TeamName, TeamSettings> teams, PomSettings settings)
    {
        options.ForbidWebhooksTo = [.. settings.ForbiddenNetworks];
        options.StreamHeartbeat = settings.StreamHeartbeat;
        options.AllowWebhooksTo = [.. settings.WebhookNetworks ?? []];
        foreach (var (name, team) in teams)
        {
            if (!options.Teams.TryAdd(name, team))
            {
                throw new UserException(
                    ExitCode.Usage,
                    $"--teams {settings.Teams}: {name}: every pom up has a team of this name; give your team another name.");
            }
        }

        if (TeamsFile.Check(options.Teams) is { Count: > 0 } faults)
        {
            throw Wrong(settings.Teams!, faults, null);
        }
    }

    private static UserException Wrong(string path, IReadOnlyList<JsonFault> faults, Exception? inner)
    {
        var where = faults[0].Field.Length > 0 ? $"{faults[0].Field}: " : "";
        var more = faults.Count > 1 ? $" (and {faults.Count - 1} more)" : "";
        return new UserException(ExitCode.Usage, $"--teams {path}: {where}{faults[0].Detail}{more}", inner);
    }
}
