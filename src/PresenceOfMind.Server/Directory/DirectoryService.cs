using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Directory;

/// <summary>Changes the directory and tells whom it concerns.</summary>
internal sealed class DirectoryService(DirectoryRows rows, IGrainFactory grains, NodeMap nodes) : IDirectory
{
    public async Task<bool> AddPersonAsync(DirectoryPerson person)
    {
        var key = Key(person.User);
        if (await rows.HasAppUserAsync(key))
        {
            throw new ArgumentException($"\"{person.User}\" is an application user; a person needs another name.");
        }

        var isNew = !await rows.HasPersonAsync(key);
        await Awake(key);
        await rows.PutPersonAsync(person);
        await grains.Grain<IPersonGrain>(key).SetKnown(true, person.DisplayName);
        return isNew;
    }

    public async Task<bool> RemovePersonAsync(string user)
    {
        var key = Key(user);
        if (!await rows.HasPersonAsync(key))
        {
            return false;
        }

        await Awake(key);
        await rows.DeletePersonAsync(key);
        await EndSessions(key);
        await grains.Grain<IPersonGrain>(key).SetKnown(false, null);
        return true;
    }

    public async Task<bool> AddAppUserAsync(string user, string password, bool hidden = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var key = Key(user);
        if (await rows.HasPersonAsync(key))
        {
            throw new ArgumentException($"\"{user}\" is a person; an application user needs another name.");
        }

        var isNew = !await rows.HasAppUserAsync(key);
        await rows.PutAppUserAsync(user, PasswordHash.Of(password), hidden);
        return isNew;
    }

    public async Task<bool> RemoveAppUserAsync(string user)
    {
        var key = Key(user);
        if (!await rows.HasAppUserAsync(key))
        {
            return false;
        }

        await rows.DeleteAppUserAsync(key);
        await EndSessions(key);
        return true;
    }

    public Task<IReadOnlyList<DirectoryPerson>> ListPeopleAsync() => rows.PeopleAsync();

    public Task<IReadOnlyList<string>> ListAppUsersAsync() => rows.AppUsersAsync();

    // A person who is read after the directory's change would not see that there was one, and tell nobody.
    private Task<int> Awake(string key) => grains.Grain<IPersonGrain>(key).State(key);

    private Task EndSessions(string user) =>
        Task.WhenAll(nodes.Names.Select(node => grains.Grain<ISessionGrain>(NodeUser.Key(node, user)).Remove()));

    // A user's name is the part of a contact URI before the @, so what a URI cannot carry is no name.
    private static string Key(string user) => ContactUri.TryParse($"{user}@localhost", out var uri) && uri.User == user && !user.Contains('|', StringComparison.Ordinal)
        ? user.ToLowerInvariant()
        : throw new ArgumentException($"\"{user}\" is no user name: it is not empty and has no white space and none of @ ; , < > \" |.");
}
