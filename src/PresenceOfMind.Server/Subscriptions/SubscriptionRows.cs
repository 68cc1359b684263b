using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Server.Nodes;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>How subscriptions and their contacts are kept. The latch is not: after a restart each is notified once.</summary>
internal sealed class SubscriptionRows(Database database)
{
    /// <summary>A user's subscriptions.</summary>
    public async Task<IReadOnlyList<Subscription>> ReadAsync(NodeUser user)
    {
        await using var connection = database.OpenRead();
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT s.id AS Id, s.session_key AS SessionKey, s.app_user AS AppUser, s.endpoint_id AS EndpointId, s.next_due AS NextDue, e.url AS Url
            FROM subscriptions s JOIN endpoints e ON e.node = s.node AND e.app_user = s.app_user AND e.id = s.endpoint_id
            WHERE s.node = @Node AND s.user_key = @User
            """,
            user);
        var contacts = (await connection.QueryAsync<ContactRow>(
            """
            SELECT id AS Id, contact AS Contact, spelled AS Spelled, is_local AS IsLocal
            FROM subscription_contacts WHERE node = @Node AND user_key = @User ORDER BY id, position
            """,
            user)).ToLookup(c => c.Id);
        return [.. rows.Select(r => Read(r, contacts[r.Id]))];
    }

    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int limit)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT DISTINCT node || '|' || user_key FROM subscriptions WHERE next_due <= @due LIMIT @limit",
            new { due = UnixTime.ToMilliseconds(now), limit })).AsList();
    }

    /// <summary>All who have subscriptions, as <c>node|user</c>.</summary>
    public async Task<IReadOnlyList<string>> SubscribersAsync()
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>("SELECT DISTINCT node || '|' || user_key FROM subscriptions")).AsList();
    }

    public static IWrite Subscribe(NodeUser user, Subscription subscription) =>
        new SubscribeWrite(user, subscription, [.. subscription.Contacts]);

    public static IWrite Change(NodeUser user, Subscription subscription, IReadOnlyList<SubscribedContact> added) =>
        new ChangeWrite(user, subscription.Id, subscription.ExpiresAt, added);

    public static IWrite RemoveContacts(NodeUser user, int id, IReadOnlyList<string> contacts) => new RemoveWrite(user, id, contacts);

    /// <summary>Ends subscriptions. Those that a session or an endpoint took along are gone already.</summary>
    public static IWrite End(NodeUser user, IReadOnlyList<Subscription> ended) => new EndWrite(user, ended);

    private static Subscription Read(Row row, IEnumerable<ContactRow> contacts)
    {
        var subscription = new Subscription(
            (int)row.Id,
            row.SessionKey,
            row.AppUser,
            (int)row.EndpointId,
            row.Url,
            UnixTime.From(row.NextDue));
        subscription.Add(contacts.Select(c => new SubscribedContact(c.Contact, c.Spelled, c.IsLocal != 0)));
        return subscription;
    }

    private static void Insert(IWriteTransaction db, NodeUser user, int id, IEnumerable<SubscribedContact> contacts, int position)
    {
        foreach (var contact in contacts)
        {
            db.Execute(
                """
                INSERT INTO subscription_contacts (node, user_key, id, contact, spelled, is_local, position)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """,
                user.Node,
                user.User,
                id,
                contact.Key,
                contact.Spelled,
                contact.IsLocal ? 1 : 0,
                position++);
        }
    }

    private sealed record Row(long Id, string SessionKey, string AppUser, long EndpointId, long NextDue, string Url);

    private sealed record ContactRow(long Id, string Contact, string Spelled, long IsLocal);

    private sealed record SubscribeWrite(NodeUser User, Subscription Subscription, IReadOnlyList<SubscribedContact> Contacts) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Expect(
                1,
                """
                INSERT INTO subscriptions (node, user_key, id, session_key, app_user, endpoint_id, next_due)
                SELECT @p1, @p2, @p3, @p4, @p5, @p6, @p7
                WHERE EXISTS (SELECT 1 FROM sessions WHERE session_key = @p4)
                AND EXISTS (SELECT 1 FROM endpoints WHERE node = @p1 AND app_user = @p5 AND id = @p6 AND url = @p8)
                """,
                User.Node,
                User.User,
                Subscription.Id,
                Subscription.SessionKey,
                Subscription.ApplicationUser,
                Subscription.EndpointId,
                UnixTime.ToMilliseconds(Subscription.ExpiresAt),
                Subscription.Url);
            Insert(db, User, Subscription.Id, Contacts, 0);
        }
    }

    private sealed record ChangeWrite(NodeUser User, int Id, DateTimeOffset ExpiresAt, IReadOnlyList<SubscribedContact> Added) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Expect(
                1,
                "UPDATE subscriptions SET next_due = @p4 WHERE node = @p1 AND user_key = @p2 AND id = @p3",
                User.Node,
                User.User,
                Id,
                UnixTime.ToMilliseconds(ExpiresAt));
            var position = db.Scalar<int>(
                "SELECT COALESCE(MAX(position) + 1, 0) FROM subscription_contacts WHERE node = @p1 AND user_key = @p2 AND id = @p3",
                User.Node,
                User.User,
                Id);
            Insert(db, User, Id, Added, position);
        }
    }

    private sealed record RemoveWrite(NodeUser User, int Id, IReadOnlyList<string> Contacts) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var contact in Contacts)
            {
                db.Expect(
                    1,
                    "DELETE FROM subscription_contacts WHERE node = @p1 AND user_key = @p2 AND id = @p3 AND contact = @p4",
                    User.Node,
                    User.User,
                    Id,
                    contact);
            }
        }
    }

    private sealed record EndWrite(NodeUser User, IReadOnlyList<Subscription> Ended) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var subscription in Ended)
            {
                var rows = db.Execute(
                    "DELETE FROM subscriptions WHERE node = @p1 AND user_key = @p2 AND id = @p3 AND session_key = @p4",
                    User.Node,
                    User.User,
                    subscription.Id,
                    subscription.SessionKey);
                if (rows > 0)
                {
                    db.Execute(
                        "DELETE FROM subscription_contacts WHERE node = @p1 AND user_key = @p2 AND id = @p3",
                        User.Node,
                        User.User,
                        subscription.Id);
                }
            }
        }
    }
}
