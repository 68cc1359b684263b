using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Server.Admin;

/// <summary>User names as an operator gives them.</summary>
internal static class UserNames
{
    /// <summary>Refuses an import with a name that is none, stands there twice or is taken, before anything of it is done.</summary>
    /// <param name="users">The names.</param>
    /// <param name="taken">The names, in small letters, of users of the other kind.</param>
    /// <exception cref="AdminException">It says which entry.</exception>
    public static void CheckAll(IReadOnlyList<string?> users, IReadOnlySet<string> taken)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, user) in users.Index())
        {
            if (!UserName.Is(user))
            {
                throw AdminException.Wrong($"[{i}].user \"{user}\" is not a user name; nothing was imported.", $"[{i}].user");
            }

            if (!seen.TryAdd(user, i))
            {
                throw AdminException.Wrong(
                    $"[{i}].user \"{user}\" is given twice, first at [{seen[user]}]; nothing was imported.",
                    $"[{i}].user");
            }

            if (taken.Contains(user.ToLowerInvariant()))
            {
                throw AdminException.Wrong(
                    $"[{i}].user \"{user}\" is already a user of the other kind (person or application user); nothing was imported.",
                    $"[{i}].user");
            }
        }
    }

    /// <summary>Refuses a path whose watcher is no user's name, with a domain for example, and so would never be seen.</summary>
    /// <exception cref="AdminException">400.</exception>
    public static void MustBeOne(string watcher)
    {
        if (!UserName.Is(watcher))
        {
            throw AdminException.Wrong(UserName.Refusal(watcher), "watcher");
        }
    }

    /// <summary>Refuses a path without a user.</summary>
    /// <exception cref="AdminException">404.</exception>
    public static async Task MustBeThereAsync(string user, DirectoryRows directory)
    {
        if (!await directory.HasPersonAsync(user.ToLowerInvariant()))
        {
            throw AdminException.NotFound($"There is no person {user}.");
        }
    }

    /// <summary>Adds users.</summary>
    /// <exception cref="AdminException">The directory refuses a name.</exception>
    public static async Task<T> AddAsync<T>(string field, Func<Task<T>> add)
    {
        try
        {
            return await add();
        }
        catch (ArgumentException refusal)
        {
            throw AdminException.Wrong(refusal.Message, field);
        }
    }
}
