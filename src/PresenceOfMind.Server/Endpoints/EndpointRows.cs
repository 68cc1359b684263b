using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Server.Nodes;

namespace PresenceOfMind.Server.Endpoints;

/// <summary>How endpoints are kept. With an endpoint end, in one transaction, the subscriptions that name it.</summary>
internal sealed class EndpointRows(Database database)
{
    public async Task<IReadOnlyList<Endpoint>> ReadAsync(NodeUser owner)
    {
        await using var connection = database.OpenRead();
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT id AS Id, url AS Url, session_key AS SessionKey, next_due AS NextDue
            FROM endpoints WHERE node = @Node AND app_user = @User
            """,
            owner);
        return [.. rows.Select(r => new Endpoint((int)r.Id, r.Url, r.SessionKey, UnixTime.From(r.NextDue)))];
    }

    /// <summary>The users whose subscriptions name an endpoint of this application user, as <c>node|user</c>.</summary>
    public async Task<IReadOnlyList<string>> SubscribersAsync(NodeUser owner)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT DISTINCT node || '|' || user_key FROM subscriptions WHERE node = @Node AND app_user = @User", owner)).AsList();
    }

    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int limit)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT DISTINCT node || '|' || app_user FROM endpoints WHERE next_due <= @due LIMIT @limit",
            new { due = UnixTime.ToMilliseconds(now), limit })).AsList();
    }

    public static IWrite Register(NodeUser owner, Endpoint endpoint) => new RegisterWrite(owner, endpoint);

    public static IWrite Refresh(NodeUser owner, Endpoint endpoint) => new RefreshWrite(owner, endpoint);

    /// <summary>Ends endpoints. Those that a session took along are gone already.</summary>
    public static IWrite End(NodeUser owner, IReadOnlyList<Endpoint> endpoints) => new EndWrite(owner, endpoints);

    private sealed record Row(long Id, string Url, string SessionKey, long NextDue);

    private sealed record RegisterWrite(NodeUser Owner, Endpoint Endpoint) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Expect(
            1,
            """
            INSERT INTO endpoints (node, app_user, id, url, session_key, next_due)
            SELECT @p1, @p2, @p3, @p4, @p5, @p6 WHERE EXISTS (SELECT 1 FROM sessions WHERE session_key = @p5)
            """,
            Owner.Node,
            Owner.User,
            Endpoint.Id,
            Endpoint.Url,
            Endpoint.SessionKey,
            UnixTime.ToMilliseconds(Endpoint.ExpiresAt));
    }

    private sealed record RefreshWrite(NodeUser Owner, Endpoint Endpoint) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Expect(
            1,
            "UPDATE endpoints SET next_due = @p4 WHERE node = @p1 AND app_user = @p2 AND id = @p3 AND session_key = @p5",
            Owner.Node,
            Owner.User,
            Endpoint.Id,
            UnixTime.ToMilliseconds(Endpoint.ExpiresAt),
            Endpoint.SessionKey);
    }

    private sealed record EndWrite(NodeUser Owner, IReadOnlyList<Endpoint> Endpoints) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var endpoint in Endpoints)
            {
                var rows = db.Execute(
                    "DELETE FROM endpoints WHERE node = @p1 AND app_user = @p2 AND id = @p3 AND session_key = @p4",
                    Owner.Node,
                    Owner.User,
                    endpoint.Id,
                    endpoint.SessionKey);
                if (rows == 0)
                {
                    continue;
                }

                db.Execute(
                    """
                    DELETE FROM subscription_contacts WHERE EXISTS (
                        SELECT 1 FROM subscriptions s
                        WHERE s.node = subscription_contacts.node AND s.user_key = subscription_contacts.user_key AND s.id = subscription_contacts.id
                        AND s.node = @p1 AND s.app_user = @p2 AND s.endpoint_id = @p3)
                    """,
                    Owner.Node,
                    Owner.User,
                    endpoint.Id);
                db.Execute(
                    "DELETE FROM subscriptions WHERE node = @p1 AND app_user = @p2 AND endpoint_id = @p3",
                    Owner.Node,
                    Owner.User,
                    endpoint.Id);
            }
        }
    }
}
