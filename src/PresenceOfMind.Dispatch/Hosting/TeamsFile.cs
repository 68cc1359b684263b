using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Hosting;

/// <summary>A file of teams: one JSON object with a team's settings under each team's name.</summary>
public static class TeamsFile
{
    /// <summary>Reads and checks the text of a file.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <returns>The settings by the teams' names.</returns>
    /// <exception cref="JsonFaultException">The text is no JSON, or says what no team could be; each fault names its member:
    /// <c>help.queues[2].offerSeconds</c>.</exception>
    public static IReadOnlyDictionary<TeamName, TeamSettings> Read(ReadOnlyMemory<byte> text)
    {
        var teams = StrictJson.Read(text, DispatchJson.GetTypeInfo<Dictionary<TeamName, TeamSettings>>(), "The file");
        return Check(teams) is { Count: > 0 } faults ? throw new JsonFaultException(faults[0].Detail, faults) : teams;
    }

    /// <summary>Everything that is wrong with teams, also between them.</summary>
    /// <param name="teams">The settings by the teams' names.</param>
    /// <returns>The faults, each with its member's path; none where nothing is wrong.</returns>
    public static IReadOnlyList<JsonFault> Check(IEnumerable<KeyValuePair<TeamName, TeamSettings>> teams)
    {
        var faults = new List<JsonFault>();
        var workers = new Dictionary<Contact, TeamName>();
        foreach (var (name, settings) in teams)
        {
            if (!name.IsValid)
            {
                faults.Add(
                    new JsonFault(
                        name.Value,
                        $"A team's name has 1 to {IdText.MaxLength} characters of A-Z, a-z, 0-9, '-', '_', '.' and '~'."));
            }

            faults.AddRange(SettingsCheck.Check(settings).Select(f => new JsonFault($"{name}.{f.Field}", f.Detail)));
            for (var i = 0; i < settings.Workers.Count; i++)
            {
                if (settings.Workers[i].Contact is { IsValid: true, Key: var contact }
                    && !workers.TryAdd(contact, name)
                    && workers[contact] != name)
                {
                    faults.Add(
                        new JsonFault(
                            $"{name}.workers[{i}].contact",
                            $"{contact} is a worker of team {workers[contact]}; a contact is a worker in one team only."));
                }
            }
        }

        return faults;
    }
}
