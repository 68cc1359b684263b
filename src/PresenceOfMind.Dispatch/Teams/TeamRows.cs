using Dapper;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>How teams are kept: a head, an append-only log of events, and tables for queries that are made from it.</summary>
internal static class TeamRows
{
    /// <summary>The shape of the tables for queries; those of another are made anew from the log when the team is loaded.</summary>
    public const int Projection = 1;

    private const string Create =
        "INSERT INTO dispatch_team (team, epoch, head, next_due, projection) VALUES (@p1, @p2, 0, NULL, 0) ON CONFLICT (team) DO NOTHING";

    private const string Move =
        "UPDATE dispatch_team SET head = @p2, next_due = @p3, projection = @p4 WHERE team = @p1 AND head = @p5";

    private const string Insert = "INSERT INTO dispatch_event (team, position, at, body) VALUES (@p1, @p2, @p3, @p4)";

    /// <summary>The names of all teams, in order.</summary>
    public static IReadOnlyList<string> Names(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<string>("SELECT team FROM dispatch_team ORDER BY team").AsList();
    }

    /// <summary>The teams in which something has fallen due.</summary>
    public static IReadOnlyList<string> Due(Database database, DateTimeOffset now)
    {
        using var connection = database.OpenRead();
        return connection.Query<string>("SELECT team FROM dispatch_team WHERE next_due <= @now ORDER BY team", new { now = now.ToUnixTimeMilliseconds() }).AsList();
    }

    /// <summary>Makes a team from its log.</summary>
    /// <param name="database">Where it is kept.</param>
    /// <param name="team">Its name.</param>
    /// <returns>The state, and whether its tables for queries are of this release's shape.</returns>
    /// <exception cref="InvalidOperationException">The log has a gap, or an event that this release does not know.</exception>
    public static (TeamState State, bool IsProjected) Load(Database database, string team)
    {
        using var connection = database.OpenRead();
        using var snapshot = connection.BeginTransaction();
        var projection = connection.QuerySingleOrDefault<int>("SELECT projection FROM dispatch_team WHERE team = @team", new { team }, snapshot);
        var state = new TeamState();
        var rows = connection.Query<(long Position, long At, string Body)>(
            "SELECT position, at, body FROM dispatch_event WHERE team = @team ORDER BY position", new { team }, snapshot, buffered: false);
        foreach (var (position, at, body) in rows)
        {
            Team.Apply(state, new LogEntry(position, DateTimeOffset.FromUnixTimeMilliseconds(at), EventJson.Read(body)));
        }

        return (state, projection == Projection);
    }

    /// <summary>Appends to a team's log by moving its head from the position that the entries follow.</summary>
    /// <param name="team">The team.</param>
    /// <param name="epoch">The log's name, where this begins it.</param>
    /// <param name="entries">At least one, without gaps.</param>
    /// <param name="nextDue">When something falls due by itself.</param>
    /// <param name="tasks">The tasks that the entries changed, as they are now.</param>
    /// <param name="anew">Whether these are all tasks, and the table is to be made anew of them.</param>
    public sealed class Append(
        string team, string epoch, IReadOnlyList<LogEntry> entries, DateTimeOffset? nextDue, IReadOnlyList<TaskRecord> tasks, bool anew) : IWrite
    {
        /// <inheritdoc/>
        public void Apply(IWriteTransaction db)
        {
            var expected = entries[0].Position - 1;
            if (expected == 0)
            {
                db.Execute(Create, team, epoch);
            }

            db.Expect(1, Move, team, entries[^1].Position, nextDue?.ToUnixTimeMilliseconds(), Projection, expected);
            foreach (var entry in entries)
            {
                db.Execute(Insert, team, entry.Position, entry.At.ToUnixTimeMilliseconds(), EventJson.Write(entry.Event));
            }

            if (anew)
            {
                TaskRows.Clear(db, team);
            }

            foreach (var task in tasks)
            {
                TaskRows.Put(db, team, task);
            }
        }
    }
}
