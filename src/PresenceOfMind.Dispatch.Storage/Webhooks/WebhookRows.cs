using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Webhooks;

/// <summary>Which addresses are to be told: the log says it, and a cursor says how far that is done.</summary>
internal static class WebhookRows
{
    /// <summary>The teams that have something to tell beyond their cursor.</summary>
    public static IReadOnlyList<(TeamName Team, string Epoch, long Told)> Teams(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<(TeamName, string, long)>(
            """
            SELECT team, epoch, told FROM dispatch_team t WHERE EXISTS (
                SELECT 1 FROM dispatch_event e WHERE e.team = t.team AND e.type = 'webhook.due' AND e.position > t.told) ORDER BY team
            """).AsList();
    }

    /// <summary>What a team has to tell after a position, in the order of its log.</summary>
    public static IReadOnlyList<LogEntry> After(Database database, TeamName team, long position, int most)
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<EventRow>(
            """
            SELECT position AS Position, at AS At, elapsed AS Elapsed, type AS Type, body AS Body FROM dispatch_event
            WHERE team = @team AND type = 'webhook.due' AND position > @position ORDER BY position LIMIT @most
            """,
            new { team, position, most }).Select(EventRows.Parse)];
    }

    /// <summary>Says that all up to a position is told, or given up. A team that was removed and made anew has another epoch.</summary>
    public static IWrite Move(TeamName team, string epoch, long position) => new MoveWrite(team, epoch, position);

    private sealed class MoveWrite(TeamName team, string epoch, long position) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) =>
            db.Execute("UPDATE dispatch_team SET told = @p3 WHERE team = @p1 AND epoch = @p2 AND told < @p3", team.Value, epoch, position);
    }
}
