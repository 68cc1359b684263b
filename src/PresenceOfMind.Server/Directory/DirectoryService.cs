using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Passwords;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Directory;

/// <summary>
/// Changes the directory and notifies only the people who are in memory or watched, so that a million people
/// can be imported.
/// </summary>
internal sealed class DirectoryService(DirectoryRows rows, LivePeople live, IGrainFactory grains, NodeMap nodes) : IDirectory
{
    private const int ToldAtOnce = 500;

    public async Task<bool> AddPersonAsync(DirectoryPerson person) => await ImportPeopleAsync([person]) > 0;

    public async Task<int> ImportPeopleAsync(IReadOnlyList<DirectoryPerson> people)
    {
        var keys = people.Select(p => Key(p.User)).ToList();

        // A watched person who is read after the directory's change would not see that there was one, and tell nobody.
        await EachAsync(await rows.WatchedAsync(keys), AwakeAsync);
        var (added, taken) = await rows.PutPeopleAsync(people);
        if (taken is not null)
        {
            throw new ArgumentException($"\"{taken}\" is an application user; a person needs another name.");
        }

        var told = people.Where((_, i) => live.Contains(keys[i])).ToList();
        await EachAsync(told, person => Person(Key(person.User)).SetKnownAsync(true, person.DisplayName));
        return added;
    }

    public async Task<bool> RemovePersonAsync(string user)
    {
        var key = user.ToLowerInvariant();
        if (!await rows.HasPersonAsync(key))
        {
            return false;
        }

        // Sessions end before and after: a removal that is cut short may be asked for again, and nobody logs in meanwhile.
        await AwakeAsync(key);
        await EndSessionsAsync(key);
        await rows.DeletePersonAsync(key);
        await EndSessionsAsync(key);
        await Person(key).SetKnownAsync(false, null);
        return true;
    }

    public async Task<bool> AddAppUserAsync(string user, string password, bool hidden = false) =>
        await PutAppUsersAsync([new DirectoryAppUser(user, password)], hidden) > 0;

    public Task<int> ImportAppUsersAsync(IReadOnlyList<DirectoryAppUser> users) => PutAppUsersAsync(users, hidden: false);

    public async Task<bool> RemoveAppUserAsync(string user)
    {
        var key = user.ToLowerInvariant();
        if (!await rows.HasAppUserAsync(key))
        {
            return false;
        }

        await EndSessionsAsync(key);
        await rows.DeleteAppUserAsync(key);
        await EndSessionsAsync(key);
        return true;
    }

    public Task<int> CountPeopleAsync() => rows.CountPeopleAsync();

    public Task<IReadOnlyList<DirectoryPerson>> ListPeopleAsync() => rows.PeopleAsync();

    public Task<IReadOnlyList<DirectoryPerson>> FindPeopleAsync(IReadOnlyList<string> users) => rows.FindPeopleAsync(users);

    public Task<IReadOnlyList<string>> ListAppUsersAsync() => rows.AppUsersAsync();

    private async Task<int> PutAppUsersAsync(IReadOnlyList<DirectoryAppUser> users, bool hidden)
    {
        foreach (var user in users)
        {
            Key(user.User);
            if (!PasswordRule.IsKept(user.Password))
            {
                throw new ArgumentException(
                    $"The password of {user.User} {(user.Password.Length == 0 ? "is empty." : PasswordRule.Refusal)}");
            }
        }

        var kept = new StoredAppUser[users.Count];
        await Parallel.ForAsync(0, users.Count, (i, _) =>
        {
            kept[i] = new StoredAppUser(users[i].User, PasswordHash.Create(users[i].Password), hidden);
            return ValueTask.CompletedTask;
        });
        var (added, taken) = await rows.PutAppUsersAsync(kept);
        return taken is null ? added : throw new ArgumentException($"\"{taken}\" is a person; an application user needs another name.");
    }

    private static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> tell)
    {
        foreach (var some in all.Chunk(ToldAtOnce))
        {
            await Task.WhenAll(some.Select(tell));
        }
    }

    private Task AwakeAsync(string key) => Person(key).StateAsync(key);

    private IPersonGrain Person(string key) => grains.Grain<IPersonGrain>(key);

    private Task EndSessionsAsync(string user) =>
        Task.WhenAll(nodes.Names.Select(node => grains.Grain<ISessionGrain>(NodeUser.Key(node, user)).RemoveAsync()));

    private static string Key(string user) =>
        UserName.Is(user) ? user.ToLowerInvariant() : throw new ArgumentException(UserName.Refusal(user));
}
