namespace PresenceOfMind.Server.Directory;

/// <summary>A person whose presence can be watched.</summary>
/// <param name="User">The user's name, without a domain; compared without case and kept as it was added.</param>
/// <param name="DisplayName">The name for people to read.</param>
/// <param name="Hidden">Whether it is a user of the program itself, which lists leave out.</param>
public sealed record DirectoryPerson(string User, string DisplayName, bool Hidden = false);

/// <summary>An application that logs in with a password.</summary>
/// <param name="User">The user's name; compared without case and kept as it was added.</param>
/// <param name="Password">The password, not empty; it is kept as a hash.</param>
public sealed record DirectoryAppUser(string User, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => User;
}

/// <summary>The people and the application users that the server knows.</summary>
public interface IDirectory
{
    /// <summary>Adds a person, or changes the name of one who is there.</summary>
    /// <returns>Whether the person is new.</returns>
    /// <exception cref="ArgumentException">The user's name is none, or that of an application user.</exception>
    Task<bool> AddPersonAsync(DirectoryPerson person);

    /// <summary>Adds people in one commit, as a whole or not at all, and changes the names of those who are there.</summary>
    /// <param name="people">Any number of them.</param>
    /// <returns>How many are new.</returns>
    /// <exception cref="ArgumentException">A user's name is none, or that of an application user; nothing was changed.</exception>
    Task<int> ImportPeopleAsync(IReadOnlyList<DirectoryPerson> people);

    /// <summary>Removes a person with all sessions and presence; watchers see UNKNOWN.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemovePersonAsync(string user);

    /// <summary>Adds an application user, or changes the password of one who is there.</summary>
    /// <returns>Whether the application user is new.</returns>
    /// <exception cref="ArgumentException">The name is not a user name, or is that of a person, or the password is empty or cannot be
    /// sent.</exception>
    Task<bool> AddAppUserAsync(string user, string password, bool hidden = false);

    /// <summary>Adds application users in one commit, as a whole or not at all, and changes the passwords of those who are there.</summary>
    /// <returns>How many are new.</returns>
    /// <exception cref="ArgumentException">A name is not a user name, or is that of a person, or a password is empty or cannot be sent;
    /// nothing was changed.</exception>
    Task<int> ImportAppUsersAsync(IReadOnlyList<DirectoryAppUser> users);

    /// <summary>Removes an application user; its sessions end, and those of the end users that it logged in.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAppUserAsync(string user);

    /// <summary>How many people there are, without hidden ones.</summary>
    Task<int> CountPeopleAsync();

    /// <summary>The people in the order of their names, without hidden ones.</summary>
    Task<IReadOnlyList<DirectoryPerson>> ListPeopleAsync();

    /// <summary>Those of the people who have one of some names, without hidden ones.</summary>
    /// <param name="users">The names, without a domain; compared without case.</param>
    Task<IReadOnlyList<DirectoryPerson>> FindPeopleAsync(IReadOnlyList<string> users);

    /// <summary>The names of the application users, without hidden ones.</summary>
    Task<IReadOnlyList<string>> ListAppUsersAsync();
}
