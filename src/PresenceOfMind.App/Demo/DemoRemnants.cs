using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.App.Demo;

/// <summary>
/// What <c>pom up</c> left in a directory that another program serves now: people, and an application user whose password everybody
/// knows.
/// </summary>
/// <param name="People">The demo's people that are there, by their user names.</param>
/// <param name="AppUsers">The demo's application users that are there.</param>
internal sealed record DemoRemnants(IReadOnlyList<string> People, IReadOnlyList<string> AppUsers)
{
    /// <summary>What is there, in words; null where nothing is.</summary>
    public string? Described
    {
        get
        {
            string[] parts =
            [
                .. People.Count == 0 ? Array.Empty<string>() : [string.Join(", ", People)],
                .. AppUsers.Select(user => $"application user {user}, whose password is public"),
            ];
            return parts.Length == 0 ? null : $"{string.Join(", and ", parts)}   (left by pom up; remove them as below)";
        }
    }

    /// <summary>Looks who is there, by user and name as the demo has them.</summary>
    /// <param name="directory">The server's directory.</param>
    /// <param name="folder">The data folder; if no <c>pom up</c> ran in it, no person belongs to the demo.</param>
    public static async Task<DemoRemnants> FindAsync(IDirectory directory, string folder)
    {
        if (!File.Exists(Path.Combine(folder, DemoWatcherService.SecretFile)))
        {
            return new DemoRemnants([], []);
        }

        var appUsers = (await directory.ListAppUsersAsync())
            .Where(user => DemoPeople.Directory.AppUsers.Any(demo => demo.User == user))
            .ToList();
        var demos = DemoPeople.Directory.People.Select(demo => (demo.User, demo.Name)).ToHashSet();
        var found = await directory.FindPeopleAsync([.. demos.Select(demo => demo.User)]);
        var people = found.Where(person => demos.Contains((person.User, person.DisplayName))).Select(person => person.User).ToList();
        return new DemoRemnants(people, appUsers);
    }
}
