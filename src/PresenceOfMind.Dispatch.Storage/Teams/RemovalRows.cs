using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>
/// Under which keys teams were removed. The log of such a team is gone, and a team of its name may be there again, which the same
/// request must not remove.
/// </summary>
internal static class RemovalRows
{
    /// <summary>Whether a team was removed under a key that is remembered still.</summary>
    public static bool Has(Database database, TeamName team, string key, DateTimeOffset now)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingle<int>(
            "SELECT COUNT(*) FROM dispatch_removal WHERE team = @team AND request_key = @key AND at > @since",
            new { team, key, since = Oldest(now) }) > 0;
    }

    /// <summary>Remembers a key, and forgets those that are old.</summary>
    public static void Remember(IWriteTransaction db, TeamName team, string key, DateTimeOffset now)
    {
        db.Execute("DELETE FROM dispatch_removal WHERE at <= @p1", Oldest(now));
        db.Execute(
            "INSERT INTO dispatch_removal (team, request_key, at) VALUES (@p1, @p2, @p3) "
                + "ON CONFLICT (team, request_key) DO UPDATE SET at = excluded.at",
            team.Value,
            key,
            UnixTime.ToMilliseconds(now));
    }

    private static long Oldest(DateTimeOffset now) => UnixTime.ToMilliseconds(now - IdempotencyStore.Kept);
}
