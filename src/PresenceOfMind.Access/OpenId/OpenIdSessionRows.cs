using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.OpenId;

/// <summary>How sessions of the identity provider are kept.</summary>
/// <param name="database">The store.</param>
internal sealed class OpenIdSessionRows(Database database)
{
    /// <summary>All sessions, encrypted.</summary>
    public IReadOnlyList<(string Id, byte[] Content)> ReadAll()
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<(string, byte[])>("SELECT id, content FROM access_openid_sessions")];
    }

    /// <summary>Keeps a session.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="began">When it began.</param>
    /// <param name="content">The rest, encrypted.</param>
    public Task SetAsync(string id, DateTimeOffset began, byte[] content) => database.WriteAsync(new SetWrite(id, began, content));

    /// <summary>Removes sessions.</summary>
    /// <param name="ids">Their ids.</param>
    public Task RemoveAsync(IReadOnlyList<string> ids) => database.WriteAsync(new RemoveWrite(ids));

    private sealed record SetWrite(string Id, DateTimeOffset Began, byte[] Content) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            """
            INSERT INTO access_openid_sessions (id, began, content) VALUES (@p1, @p2, @p3)
            ON CONFLICT (id) DO UPDATE SET content = @p3
            """,
            Id,
            UnixTime.ToMilliseconds(Began),
            SqlValue.FromBytes(Content));
    }

    private sealed record RemoveWrite(IReadOnlyList<string> Ids) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var id in Ids)
            {
                db.Execute("DELETE FROM access_openid_sessions WHERE id = @p1", id);
            }
        }
    }
}
