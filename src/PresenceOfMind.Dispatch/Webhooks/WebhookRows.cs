using Dapper;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>Which addresses are to be told: the log says it, and a cursor says how far that is done.</summary>
internal static class WebhookRows
{
    /// <summary>The teams that have something to tell, each with what to tell next, in the order of its log.</summary>
    public static IReadOnlyList<(string Team, string Epoch)> Teams(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<(string, string)>(
            """
            SELECT team, epoch FROM dispatch_team t WHERE EXISTS (
                SELECT 1 FROM dispatch_event e WHERE e.team = t.team AND e.type = 'webhook.due' AND e.position > t.told) ORDER BY team
            """).AsList();
    }

    /// <summary>What a team has to tell next.</summary>
    public static IReadOnlyList<LogEntry> Next(Database database, string team, int most)
    {
        using var connection = database.OpenRead();
        var told = connection.QuerySingleOrDefault<long>("SELECT told FROM dispatch_team WHERE team = @team", new { team });
        return [.. connection.Query<(long Position, long At, string Type, string Body)>(
            """
            SELECT position, at, type, body FROM dispatch_event
            WHERE team = @team AND type = 'webhook.due' AND position > @told ORDER BY position LIMIT @most
            """,
            new { team, told, most }).Select(r => EventRows.Parse(r.Position, r.At, r.Type, r.Body))];
    }

    /// <summary>Says that all up to a position is told, or given up.</summary>
    public sealed class Move(string team, long position) : IWrite
    {
        /// <inheritdoc/>
        public bool IsOneStatement => true;

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db) =>
            db.Execute("UPDATE dispatch_team SET told = @p2 WHERE team = @p1 AND told < @p2", team, position);
    }
}
