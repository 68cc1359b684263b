using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Directory;

/// <summary>How people and application users are kept.</summary>
internal sealed class DirectoryRows(Database database)
{
    // SQLite's variables in one statement have an end.
    private const int Many = 500;

    public Task<bool> HasPersonAsync(string user) => HasAsync("SELECT count(*) FROM people WHERE person = @user", user);

    public Task<bool> HasAppUserAsync(string user) => HasAsync("SELECT count(*) FROM app_users WHERE app_user = @user", user);

    /// <summary>Those of the names, in small letters, that are people's.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyList<string> users)
    {
        await using var connection = database.OpenRead();
        var known = new HashSet<string>();
        foreach (var some in users.Chunk(Many))
        {
            known.UnionWith(await connection.QueryAsync<string>("SELECT person FROM people WHERE person IN @some", new { some }));
        }

        return known;
    }

    public async Task<IReadOnlyList<DirectoryPerson>> PeopleAsync()
    {
        await using var connection = database.OpenRead();
        var rows = await connection.QueryAsync<(string Name, string DisplayName)>(
            "SELECT name, display_name FROM people WHERE hidden = 0 ORDER BY person");
        return [.. rows.Select(r => new DirectoryPerson(r.Name, r.DisplayName))];
    }

    /// <summary>Those of the people who have one of some names, without hidden ones.</summary>
    public async Task<IReadOnlyList<DirectoryPerson>> FindPeopleAsync(IReadOnlyList<string> users)
    {
        await using var connection = database.OpenRead();
        var found = new List<DirectoryPerson>();
        foreach (var some in users.Select(u => u.ToLowerInvariant()).Chunk(Many))
        {
            var rows = await connection.QueryAsync<(string Name, string DisplayName)>(
                "SELECT name, display_name FROM people WHERE hidden = 0 AND person IN @some ORDER BY person", new { some });
            found.AddRange(rows.Select(r => new DirectoryPerson(r.Name, r.DisplayName)));
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> AppUsersAsync()
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>("SELECT name FROM app_users WHERE hidden = 0 ORDER BY app_user")).AsList();
    }

    /// <summary>Adds people in one commit, and changes the names of those who are there.</summary>
    /// <returns>How many are new.</returns>
    /// <exception cref="FencedException">One has the name of an application user; nothing was kept.</exception>
    public async Task<int> PutPeopleAsync(IReadOnlyList<DirectoryPerson> people)
    {
        var write = new PeopleWrite(people);
        await database.WriteAsync(write);
        return write.Added;
    }

    /// <summary>Adds application users in one commit, and changes the passwords of those who are there.</summary>
    /// <returns>How many are new.</returns>
    /// <exception cref="FencedException">One has the name of a person; nothing was kept.</exception>
    public async Task<int> PutAppUsersAsync(IReadOnlyList<StoredAppUser> users)
    {
        var write = new AppUsersWrite(users);
        await database.WriteAsync(write);
        return write.Added;
    }

    /// <summary>How many people there are, without hidden ones.</summary>
    public async Task<int> CountPeopleAsync()
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM people WHERE hidden = 0");
    }

    /// <summary>The names, in small letters, of all application users.</summary>
    public async Task<IReadOnlySet<string>> TakenByAppUsersAsync()
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>("SELECT app_user FROM app_users")).ToHashSet();
    }

    /// <summary>Those of the names, in small letters, whom a subscription names.</summary>
    public async Task<IReadOnlyList<string>> WatchedAsync(IReadOnlyList<string> users)
    {
        await using var connection = database.OpenRead();
        if (users.Count > Many)
        {
            var all = users.ToHashSet();
            return [.. connection.Query<string>("SELECT DISTINCT contact FROM subscription_contacts", buffered: false).Where(all.Contains)];
        }

        return (await connection.QueryAsync<string>(
            "SELECT DISTINCT contact FROM subscription_contacts WHERE contact IN @users",
            new { users })).AsList();
    }

    /// <summary>Removes a person, with all that devices said of it.</summary>
    public Task DeletePersonAsync(string user) => database.WriteAsync(new PersonDelete(user));

    public Task DeleteAppUserAsync(string user) => database.WriteAsync(new AppUserDelete(user));

    private async Task<bool> HasAsync(string sql, string user)
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<int>(sql, new { user }) > 0;
    }

    private sealed class PeopleWrite(IReadOnlyList<DirectoryPerson> people) : IWrite
    {
        public int Added { get; private set; }

        public void Apply(IWriteTransaction db)
        {
            Added = 0;
            foreach (var person in people)
            {
                var (key, hidden) = (person.User.ToLowerInvariant(), person.Hidden ? 1 : 0);
                if (db.Scalar<long>("SELECT 1 FROM app_users WHERE app_user = @p1", key) != 0)
                {
                    throw new FencedException($"\"{person.User}\" is an application user; a person needs another name.");
                }

                var added = db.Execute(
                    "INSERT INTO people (person, name, display_name, hidden) VALUES (@p1, @p2, @p3, @p4) ON CONFLICT (person) DO NOTHING",
                    key,
                    person.User,
                    person.DisplayName,
                    hidden);
                Added += added;
                if (added == 0)
                {
                    db.Execute(
                        "UPDATE people SET display_name = @p2, hidden = @p3 WHERE person = @p1 AND (display_name <> @p2 OR hidden <> @p3)",
                        key,
                        person.DisplayName,
                        hidden);
                }
            }
        }
    }

    private sealed class AppUsersWrite(IReadOnlyList<StoredAppUser> users) : IWrite
    {
        public int Added { get; private set; }

        public void Apply(IWriteTransaction db)
        {
            Added = 0;
            foreach (var user in users)
            {
                var key = user.User.ToLowerInvariant();
                if (db.Scalar<long>("SELECT 1 FROM people WHERE person = @p1", key) != 0)
                {
                    throw new FencedException($"\"{user.User}\" is a person; an application user needs another name.");
                }

                Added += db.Scalar<long>("SELECT 1 FROM app_users WHERE app_user = @p1", key) == 0 ? 1 : 0;
                db.Execute(
                    """
                    INSERT INTO app_users (app_user, name, password, hidden) VALUES (@p1, @p2, @p3, @p4)
                    ON CONFLICT (app_user) DO UPDATE SET password = excluded.password, hidden = excluded.hidden
                    """,
                    key,
                    user.User,
                    user.Password,
                    user.Hidden ? 1 : 0);
            }
        }
    }

    // Version and sequence stay, for the grain that is awake goes on from there.
    private sealed record PersonDelete(string Person) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("DELETE FROM people WHERE person = @p1", Person);
            db.Execute("UPDATE presence SET devices = '[]', blocked = '', next_due = NULL WHERE person = @p1", Person);
        }
    }

    private sealed record AppUserDelete(string User) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("DELETE FROM app_users WHERE app_user = @p1", User);
            db.Execute("DELETE FROM login_addresses WHERE app_user = @p1", User);
        }
    }
}

/// <summary>An application user as it is kept.</summary>
/// <param name="User">The name as it was added.</param>
/// <param name="Password">The password's hash.</param>
/// <param name="Hidden">Whether lists leave it out.</param>
internal sealed record StoredAppUser(string User, string Password, bool Hidden)
{
    /// <inheritdoc/>
    public override string ToString() => User;
}
