using System.Data.Common;
using System.Text;
using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>A team's log: append-only, with gapless positions.</summary>
internal static class EventRows
{
    private const string Insert =
        "INSERT INTO dispatch_event (team, position, at, type, task, worker, body, elapsed) "
            + "VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)";

    private const int Ahead = 1000;

    private const string InsertOfMany = "INSERT INTO dispatch_event_of_many (team, worker, position) VALUES (@p1, @p2, @p3)";

    public static void Append(IWriteTransaction db, TeamName team, LogEntry entry)
    {
        var e = entry.Event;
        var many = e is PresenceReported { States.Count: > 1 } report ? report.States : [];
        var worker = e switch
        {
            IWorkerEvent about => about.Worker?.Value,
            PresenceReported { States: [var only] } => only.Contact.Value,
            _ => null,
        };
        db.Execute(
            Insert,
            team.Value,
            entry.Position,
            UnixTime.ToMilliseconds(entry.At),
            EventNames.GetName(e),
            (e as ITaskEvent)?.Id.Value,
            worker,
            EventJson.Write(e),
            (long)entry.Time.Elapsed.TotalMilliseconds);
        foreach (var told in many)
        {
            db.Execute(InsertOfMany, team.Value, told.Contact.Value, entry.Position);
        }
    }

    /// <summary>A log's entries in order, each parsed when it is asked for.</summary>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="after">The position before the first.</param>
    /// <param name="until">The last position.</param>
    /// <exception cref="System.Text.Json.JsonException">There is an event that this release does not know.</exception>
    public static IEnumerable<LogEntry> Read(DbConnection connection, TeamName team, long after, long until) =>
        Rows(connection, team, after, until).Select(Parse);

    /// <summary>
    /// A log's entries in order. While some are used, the next ones are parsed on another core, which is most of the work.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<LogEntry> ReadAhead(DbConnection connection, TeamName team, long after, long until)
    {
        var parsing = Task.FromResult<LogEntry[]>([]);
        foreach (var rows in Rows(connection, team, after, until).Chunk(Ahead))
        {
            var parsed = parsing;
            parsing = Task.Run(() => Array.ConvertAll(rows, Parse));
            foreach (var entry in parsed.GetAwaiter().GetResult())
            {
                yield return entry;
            }
        }

        foreach (var entry in parsing.GetAwaiter().GetResult())
        {
            yield return entry;
        }
    }

    /// <summary>An entry from what is kept of it. In old logs there is one time: it never went backwards, and is the team's own.</summary>
    public static LogEntry Parse(EventRow row) => new(
        row.Position,
        new TeamTime(TimeSpan.FromMilliseconds(row.Elapsed ?? row.At), UnixTime.From(row.At)),
        EventJson.Read(row.Type, row.Body));

    /// <summary>A page of a log, as it is kept.</summary>
    public static IReadOnlyList<EventRow> List(Database database, TeamName team, EventQuery query)
    {
        using var connection = database.OpenRead();
        return List(connection, team, query);
    }

    /// <inheritdoc cref="List(Database, TeamName, EventQuery)"/>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="query">Which entries.</param>
    public static IReadOnlyList<EventRow> List(DbConnection connection, TeamName team, EventQuery query)
    {
        var filter = query.Filter;
        var sql = new StringBuilder(
            "SELECT position AS Position, at AS At, elapsed AS Elapsed, type AS Type, body AS Body, " + EpochRows.OfEntry
                + " AS Epoch FROM dispatch_event e WHERE team = @team AND position > @after AND position <= @until");
        if (filter.Tasks.Count > 0)
        {
            sql.Append(" AND task IN @tasks");
        }

        if (filter.Workers.Count > 0)
        {
            sql.Append(
                " AND (worker IN @workers OR position IN (SELECT position FROM dispatch_event_of_many "
                    + "WHERE team = @team AND worker IN @workers))");
        }

        if (filter.Types.Count > 0)
        {
            sql.Append(" AND type IN @types");
        }

        sql.Append(query.Descending ? " ORDER BY position DESC LIMIT @limit" : " ORDER BY position LIMIT @limit");
        return connection.Query<EventRow>(sql.ToString(), new
        {
            team,
            after = query.After,
            until = query.Until,
            tasks = filter.Tasks.Select(t => t.Value),
            workers = filter.Workers.Select(w => w.Value),
            types = filter.Types,
            limit = query.Limit,
        }).AsList();
    }

    /// <summary>The position of the last entry at which the wall clock was not past a time; 0 where there is none that is kept.</summary>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="first">The first position that is kept.</param>
    /// <param name="head">The last one.</param>
    /// <param name="at">The time.</param>
    /// <remarks>The wall clock may step, so that no order can be searched; the search begins at the end, where most look.</remarks>
    public static long PositionAt(DbConnection connection, TeamName team, long first, long head, DateTimeOffset at) =>
        connection.QueryFirstOrDefault<long?>(
        "SELECT position FROM dispatch_event WHERE team = @team AND position BETWEEN @first AND @head AND at <= @time "
            + "ORDER BY position DESC LIMIT 1",
        new { team, first, head, time = UnixTime.ToMilliseconds(at) }) ?? first - 1;

    /// <summary>The position up to which all entries are from before a time; one less than the first where none is.</summary>
    /// <inheritdoc cref="PositionAt"/>
    public static long PositionBefore(DbConnection connection, TeamName team, long first, long head, DateTimeOffset at) =>
        (connection.QueryFirstOrDefault<long?>(
        "SELECT position FROM dispatch_event WHERE team = @team AND position BETWEEN @first AND @head AND at > @time "
            + "ORDER BY position LIMIT 1",
        new { team, first, head, time = UnixTime.ToMilliseconds(at) }) ?? head + 1) - 1;

    private static IEnumerable<EventRow> Rows(DbConnection connection, TeamName team, long after, long until)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT position, at, elapsed, type, body FROM dispatch_event "
            + "WHERE team = @team AND position > @after AND position <= @until ORDER BY position";
        Add(command, "@team", team.Value);
        Add(command, "@after", after);
        Add(command, "@until", until);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new EventRow
            {
                Position = reader.GetInt64(0),
                At = reader.GetInt64(1),
                Elapsed = reader.IsDBNull(2) ? null : reader.GetInt64(2),
                Type = reader.GetString(3),
                Body = reader.GetString(4),
            };
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
