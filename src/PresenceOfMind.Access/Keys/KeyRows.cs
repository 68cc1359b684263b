using System.Net;
using Dapper;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Keys;

/// <summary>How keys are kept.</summary>
/// <param name="database">The store.</param>
internal sealed class KeyRows(Database database)
{
    /// <summary>All keys.</summary>
    public IReadOnlyList<StoredKey> ReadAll()
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<Row>(
            """
            SELECT id AS Id, name AS Name, hash AS Hash, role AS Role, team AS Team, worker AS Worker, may_act_for AS MayActFor,
                networks AS Networks, created AS Created, created_by AS CreatedBy, expires AS Expires, former_hash AS FormerHash,
                former_until AS FormerUntil, last_used AS LastUsed
            FROM access_keys
            """).Select(ToKey)];
    }

    /// <summary>Keeps a new key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="closes">Whether from now on everybody is asked for a key or an account.</param>
    /// <exception cref="FencedException">There is a key of that name.</exception>
    public Task InsertAsync(StoredKey key, bool closes) => database.WriteAsync(new InsertWrite(key, closes));

    /// <summary>Replaces the hashes of a key.</summary>
    /// <param name="key">The key with its new hashes.</param>
    /// <param name="replaced">The hash that it had.</param>
    /// <exception cref="FencedException">It was rotated or revoked meanwhile.</exception>
    public Task RotateAsync(StoredKey key, string replaced) => database.WriteAsync(new RotateWrite(key, replaced));

    /// <summary>Removes a key.</summary>
    /// <param name="id">Its id.</param>
    public Task DeleteAsync(string id) => database.WriteAsync(new DeleteWrite(id));

    /// <summary>Replaces the name of a key, and of who made it.</summary>
    /// <param name="key">The key with its new names.</param>
    public Task RenameAsync(ApiKey key) => database.WriteAsync(new RenameWrite(key));

    /// <summary>Keeps when keys were last used.</summary>
    /// <param name="used">Ids and times.</param>
    public Task SetUsedAsync(IReadOnlyDictionary<string, DateTimeOffset> used) => database.WriteAsync(new UsedWrite(used));

    private static StoredKey ToKey(Row row) => new(
        new ApiKey
        {
            Id = row.Id,
            Name = row.Name,
            Grant = new Grant(
                RoleNames.Parse(row.Role) ?? throw new StorageException($"No role is called {row.Role}."), row.Team, row.Worker),
            MayActFor = row.MayActFor != 0,
            Networks = [.. row.Networks.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => IPNetwork.Parse(n))],
            Created = Time(row.Created)!.Value,
            CreatedBy = row.CreatedBy,
            Expires = Time(row.Expires),
            FormerUntil = Time(row.FormerUntil),
            LastUsed = Time(row.LastUsed),
        },
        row.Hash,
        row.FormerHash);

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } some ? UnixTime.From(some) : null;

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Hash { get; init; }

        public required string Role { get; init; }

        public string? Team { get; init; }

        public string? Worker { get; init; }

        public long MayActFor { get; init; }

        public required string Networks { get; init; }

        public long Created { get; init; }

        public string? CreatedBy { get; init; }

        public long? Expires { get; init; }

        public string? FormerHash { get; init; }

        public long? FormerUntil { get; init; }

        public long? LastUsed { get; init; }
    }

    private sealed record InsertWrite(StoredKey Stored, bool Closes) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            var key = Stored.Key;
            db.Expect(
                1,
                """
                INSERT INTO access_keys (id, name, hash, role, team, worker, may_act_for, networks, created, created_by, expires)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) ON CONFLICT DO NOTHING
                """,
                key.Id,
                key.Name,
                Stored.Hash,
                key.Grant.Role.ToName(),
                key.Grant.Team,
                key.Grant.Worker,
                key.MayActFor ? 1 : 0,
                string.Join(',', key.Networks.Select(n => n.ToString())),
                UnixTime.ToMilliseconds(key.Created),
                key.CreatedBy,
                UnixTime.ToMilliseconds(key.Expires));
            if (Closes)
            {
                AccessStateRows.Close(db, key.Created);
            }
        }
    }

    private sealed record RotateWrite(StoredKey Stored, string Replaced) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Expect(
            1,
            "UPDATE access_keys SET hash = @p1, former_hash = @p2, former_until = @p3 WHERE id = @p4 AND hash = @p5",
            Stored.Hash,
            Stored.FormerHash,
            UnixTime.ToMilliseconds(Stored.Key.FormerUntil),
            Stored.Key.Id,
            Replaced);
    }

    private sealed record DeleteWrite(string Id) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute("DELETE FROM access_keys WHERE id = @p1", Id);
    }

    private sealed record RenameWrite(ApiKey Key) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            "UPDATE access_keys SET name = @p1, created_by = @p2 WHERE id = @p3", Key.Name, Key.CreatedBy, Key.Id);
    }

    private sealed record UsedWrite(IReadOnlyDictionary<string, DateTimeOffset> Used) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var (id, at) in Used)
            {
                db.Execute("UPDATE access_keys SET last_used = @p1 WHERE id = @p2", UnixTime.ToMilliseconds(at), id);
            }
        }
    }
}
