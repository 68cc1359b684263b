using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Directory;

/// <summary>What became of names that were to be kept.</summary>
/// <param name="Added">How many are new.</param>
/// <param name="Taken">The first name that a user of the other kind has: then nothing was kept; null where there is none.</param>
internal readonly record struct PutResult(int Added, string? Taken);

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
    /// <returns>How many are new; or whose name is that of an application user, and then nothing was kept.</returns>
    public async Task<PutResult> PutPeopleAsync(IReadOnlyList<DirectoryPerson> people)
    {
        var write = new PeopleWrite(people);
        await database.WriteAsync(write);
        return write.Result;
    }

    /// <summary>Adds application users in one commit, and changes the passwords of those who are there.</summary>
    /// <returns>How many are new; or whose name is that of a person, and then nothing was kept.</returns>
    public async Task<PutResult> PutAppUsersAsync(IReadOnlyList<StoredAppUser> users)
    {
        var write = new AppUsersWrite(users);
        await database.WriteAsync(write);
        return write.Result;
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
    public Task DeletePersonAsync(string user) => database.WriteAsync(new DeletePersonWrite(user));

    public Task DeleteAppUserAsync(string user) => database.WriteAsync(new DeleteAppUserWrite(user));

    private async Task<bool> HasAsync(string sql, string user)
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<int>(sql, new { user }) > 0;
    }

    private sealed class PeopleWrite(IReadOnlyList<DirectoryPerson> people) : IWrite
    {
        public PutResult Result { get; private set; }

        public void Apply(IWriteTransaction db)
        {
            var taken = people.FirstOrDefault(
                p => db.Scalar<long>("SELECT 1 FROM app_users WHERE app_user = @p1", p.User.ToLowerInvariant()) != 0);
            Result = new PutResult(taken is null ? Put(db) : 0, taken?.User);
        }

        private int Put(IWriteTransaction db)
        {
            var count = 0;
            foreach (var person in people)
            {
                var (key, hidden) = (person.User.ToLowerInvariant(), person.Hidden ? 1 : 0);
                var added = db.Execute(
                    "INSERT INTO people (person, name, display_name, hidden) VALUES (@p1, @p2, @p3, @p4) ON CONFLICT (person) DO NOTHING",
                    key,
                    person.User,
                    person.DisplayName,
                    hidden);
                count += added;
                if (added == 0)
                {
                    db.Execute(
                        "UPDATE people SET display_name = @p2, hidden = @p3 WHERE person = @p1 AND (display_name <> @p2 OR hidden <> @p3)",
                        key,
                        person.DisplayName,
                        hidden);
                }
            }

            return count;
        }
    }

    private sealed class AppUsersWrite(IReadOnlyList<StoredAppUser> users) : IWrite
    {
        public PutResult Result { get; private set; }

        public void Apply(IWriteTransaction db)
        {
            var taken = users.FirstOrDefault(
                u => db.Scalar<long>("SELECT 1 FROM people WHERE person = @p1", u.User.ToLowerInvariant()) != 0);
            Result = new PutResult(taken is null ? Put(db) : 0, taken?.User);
        }

        private int Put(IWriteTransaction db)
        {
            var count = 0;
            foreach (var user in users)
            {
                var key = user.User.ToLowerInvariant();
                count += db.Scalar<long>("SELECT 1 FROM app_users WHERE app_user = @p1", key) == 0 ? 1 : 0;
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

            return count;
        }
    }

    // Version and sequence stay, for the grain that is awake goes on from there.
    private sealed record DeletePersonWrite(string Person) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("DELETE FROM people WHERE person = @p1", Person);
            db.Execute("UPDATE presence SET devices = '[]', blocked = '', next_due = NULL WHERE person = @p1", Person);
        }
    }

    private sealed record DeleteAppUserWrite(string User) : IWrite
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
