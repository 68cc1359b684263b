using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Storage.Workers;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>How teams are kept: a head, an append-only log of events, and tables for queries that are made from it.</summary>
internal static class TeamRows
{
    private const string Create =
        "INSERT INTO dispatch_team (team, epoch, head, first, next_due, told, projection) VALUES (@p1, @p2, 0, 1, NULL, 0, @p3) "
            + "ON CONFLICT (team) DO NOTHING";

    private const string Move =
        "UPDATE dispatch_team SET head = @p2, next_due = @p3 WHERE team = @p1 AND head = @p4";

    /// <summary>The names of all teams, in order.</summary>
    public static IReadOnlyList<TeamName> Names(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<TeamName>("SELECT team FROM dispatch_team ORDER BY team").AsList();
    }

    /// <summary>The teams in which something has fallen due.</summary>
    public static IReadOnlyList<TeamName> Due(Database database, DateTimeOffset now)
    {
        using var connection = database.OpenRead();
        return connection
            .Query<TeamName>(
                "SELECT team FROM dispatch_team WHERE next_due <= @now ORDER BY team",
                new { now = UnixTime.ToMilliseconds(now) })
            .AsList();
    }

    /// <summary>Makes a team of which nothing is known yet.</summary>
    /// <param name="decider">Its rules.</param>
    public static Team CreateEmpty(IDecider decider) => new(decider, TeamSnapshot.Empty());

    /// <summary>Makes a team from its last snapshot and what followed.</summary>
    /// <param name="database">Where it is kept.</param>
    /// <param name="team">Its name.</param>
    /// <param name="decider">Its rules.</param>
    /// <exception cref="InvalidOperationException">The log has a gap, or an event that this release does not know.</exception>
    public static Team Load(Database database, TeamName team, IDecider decider)
    {
        using var connection = database.OpenRead();
        using var snapshot = connection.BeginTransaction();
        return LogRows.Head(connection, team) is { } head
            ? new Team(decider, LogRows.Replay(connection, team, head.First, head.Head))
            : CreateEmpty(decider);
    }

    /// <summary>The tasks that entries changed, as they are now; those that the machine has forgotten are kept as they were.</summary>
    public static IReadOnlyList<TaskItem> Changed(TeamState state, IReadOnlyList<LogEntry> entries)
    {
        var changed = new List<TaskItem>();
        HashSet<TaskId>? seen = null;
        foreach (var entry in entries)
        {
            if (entry.Event is ITaskEvent about
                && (changed.Count == 0 || (seen ??= [changed[0].Id]).Add(about.Id))
                && state.Tasks.Find(about.Id) is { } task
                && (changed.Count == 0 || changed[0].Id != about.Id))
            {
                changed.Add(task.Copy());
            }
        }

        return changed;
    }

    /// <summary>Appends to a team's log by moving its head from the position that the entries follow.</summary>
    /// <param name="team">The team.</param>
    /// <param name="entries">At least one, without gaps.</param>
    /// <param name="nextDue">When something falls due by itself.</param>
    /// <param name="tasks">The tasks that the entries changed, as they are now.</param>
    public static IWrite Append(TeamName team, IReadOnlyList<LogEntry> entries, DateTimeOffset? nextDue, IReadOnlyList<TaskItem> tasks) =>
        new AppendWrite(team, entries, nextDue, tasks);

    /// <summary>Removes a team with all that is kept of it, where its log has come to a position and no further.</summary>
    /// <param name="team">The team.</param>
    /// <param name="position">The position.</param>
    /// <param name="key">The key of the request, which is remembered; null for none.</param>
    /// <param name="now">When.</param>
    public static IWrite Remove(TeamName team, long position, string? key, DateTimeOffset now) => new RemoveWrite(team, position, key, now);

    private sealed class AppendWrite(TeamName team, IReadOnlyList<LogEntry> entries, DateTimeOffset? nextDue, IReadOnlyList<TaskItem> tasks)
        : IWrite
    {
        private readonly string _epoch = Guid.NewGuid().ToString("N");

        public void Apply(IWriteTransaction db)
        {
            var expected = entries[0].Position - 1;
            if (expected == 0)
            {
                db.Execute(Create, team.Value, _epoch, ProjectionRows.Shape);
            }

            db.Expect(1, Move, team.Value, entries[^1].Position, UnixTime.ToMilliseconds(nextDue), expected);
            if (BeginsEpoch())
            {
                EpochRows.Begin(db, team, _epoch, entries[0].Position);
            }

            foreach (var entry in entries)
            {
                EventRows.Append(db, team, entry);
                WorkerRows.Follow(db, team, entry.Event);
            }

            foreach (var task in tasks)
            {
                TaskRows.Save(db, team, task);
            }
        }

        /// <summary>Whether these are the first entries of a log, or of a load; a standstill meanwhile is told before it.</summary>
        private bool BeginsEpoch() => entries[0] is { Position: 1 } or { Event: TeamLoaded }
            || (entries[0].Event is StandstillReported && entries.Any(e => e.Event is TeamLoaded));
    }

    private sealed class RemoveWrite(TeamName team, long position, string? key, DateTimeOffset now) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Expect(1, $"DELETE FROM {TeamTables.Head.Name} WHERE team = @p1 AND head = @p2", team.Value, position);
            foreach (var table in TeamTables.All.Where(t => t != TeamTables.Head && !t.OutlivesTeam))
            {
                db.Execute($"DELETE FROM {table.Name} WHERE team = @p1", team.Value);
            }

            if (key is not null)
            {
                RemovalRows.Remember(db, team, key, now);
            }
        }
    }
}
