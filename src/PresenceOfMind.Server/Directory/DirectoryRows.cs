using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Directory;

/// <summary>How people and application users are kept.</summary>
internal sealed class DirectoryRows(Database database)
{
    public Task<bool> HasPersonAsync(string user) => Has("SELECT count(*) FROM people WHERE person = @user", user);

    public Task<bool> HasAppUserAsync(string user) => Has("SELECT count(*) FROM app_users WHERE app_user = @user", user);

    /// <summary>Those of the names, in small letters, that are people's.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyList<string> users)
    {
        await using var connection = database.OpenRead();
        var known = new HashSet<string>();
        foreach (var some in users.Chunk(500))
        {
            known.UnionWith(await connection.QueryAsync<string>("SELECT person FROM people WHERE person IN @some", new { some }));
        }

        return known;
    }

    /// <summary>An application user's password as it is kept, or null where there is no such user.</summary>
    public async Task<string?> PasswordAsync(string user)
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<string?>("SELECT password FROM app_users WHERE app_user = @user", new { user });
    }

    public async Task<IReadOnlyList<DirectoryPerson>> PeopleAsync()
    {
        await using var connection = database.OpenRead();
        var rows = await connection.QueryAsync<(string Name, string DisplayName)>("SELECT name, display_name FROM people WHERE hidden = 0 ORDER BY person");
        return [.. rows.Select(r => new DirectoryPerson(r.Name, r.DisplayName))];
    }

    public async Task<IReadOnlyList<string>> AppUsersAsync()
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>("SELECT name FROM app_users WHERE hidden = 0 ORDER BY app_user")).AsList();
    }

    public Task PutPersonAsync(DirectoryPerson person) => database.WriteAsync(new Statement(
        """
        INSERT INTO people (person, name, display_name, hidden) VALUES (@p1, @p2, @p3, @p4)
        ON CONFLICT (person) DO UPDATE SET display_name = excluded.display_name, hidden = excluded.hidden
        """,
        person.User.ToLowerInvariant(),
        person.User,
        person.DisplayName,
        person.Hidden ? 1 : 0));

    public Task PutAppUserAsync(string user, string password, bool hidden) => database.WriteAsync(new Statement(
        """
        INSERT INTO app_users (app_user, name, password, hidden) VALUES (@p1, @p2, @p3, @p4)
        ON CONFLICT (app_user) DO UPDATE SET password = excluded.password, hidden = excluded.hidden
        """,
        user.ToLowerInvariant(),
        user,
        password,
        hidden ? 1 : 0));

    public Task DeletePersonAsync(string user) => database.WriteAsync(new Statement("DELETE FROM people WHERE person = @p1", user));

    public Task DeleteAppUserAsync(string user) => database.WriteAsync(new Statement("DELETE FROM app_users WHERE app_user = @p1", user));

    private async Task<bool> Has(string sql, string user)
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<int>(sql, new { user }) > 0;
    }

    private sealed record Statement(string Sql, params object?[] Values) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute(Sql, Values);
    }
}
