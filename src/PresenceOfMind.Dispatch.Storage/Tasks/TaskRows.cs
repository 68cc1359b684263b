using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Storage.Tasks;

/// <summary>The table of tasks for queries. It follows the log in the same transaction and can be made anew from it.</summary>
internal static class TaskRows
{
    private const string Upsert = """
        INSERT INTO dispatch_task (team, id, added_by, state, queue, worker, channel, priority, title, added_at, ended_at, version, body)
        VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
        ON CONFLICT (team, id) DO UPDATE SET state = excluded.state, queue = excluded.queue, worker = excluded.worker, channel = excluded.channel,
            priority = excluded.priority, title = excluded.title, ended_at = excluded.ended_at, version = excluded.version, body = excluded.body
        """;

    public static void Save(IWriteTransaction db, TeamName team, TaskItem task) => db.Execute(
        Upsert,
        team.Value,
        task.Id.Value,
        task.AddedBy,
        TaskStates.ToText(task.State),
        task.Need.Queue.Value,
        task.WorkerContact?.Value,
        task.Spec.Channel.Value,
        task.Priority,
        task.Title,
        UnixTime.ToMilliseconds(task.AddedAt),
        UnixTime.ToMilliseconds(task.EndedAt),
        task.Version,
        JsonSerializer.Serialize(task, StateJson.TaskRow));

    public static void Clear(IWriteTransaction db, TeamName team, long from) =>
        db.Execute("DELETE FROM dispatch_task WHERE team = @p1 AND added_by >= @p2", team.Value, from);

    /// <summary>A task, also one that the machine has forgotten; null where there never was one of that id.</summary>
    public static TaskItem? Find(Database database, TeamName team, TaskId id)
    {
        using var connection = database.OpenRead();
        return Parse(
            connection.QuerySingleOrDefault<string>("SELECT body FROM dispatch_task WHERE team = @team AND id = @id", new { team, id }));
    }

    /// <summary>Tasks of a team.</summary>
    /// <param name="database">Where they are.</param>
    /// <param name="team">The team.</param>
    /// <param name="query">Which of them.</param>
    /// <returns>At most one more than asked for, which says that there is a next page, each with its place in the order.</returns>
    public static IReadOnlyList<(TaskItem Task, Cursor Place)> List(Database database, TeamName team, TaskQuery query)
    {
        var order = Order(query.Sort);
        var sql = new StringBuilder($"SELECT {order} AS place, added_by AS tie, body FROM dispatch_task WHERE team = @team");
        var values = new DynamicParameters(new { team, limit = query.Limit + 1 });
        Filter(sql, values, query);
        if (query.After is { } after)
        {
            sql.Append($" AND ({order}, added_by) {(query.Descending ? '<' : '>')} (@place, @tie)");
            values.AddDynamicParams(new { place = after.Order, tie = after.Tie });
        }

        var direction = query.Descending ? "DESC" : "ASC";
        sql.Append(
            query.Sort == TaskSort.Added
                ? $" ORDER BY added_by {direction} LIMIT @limit"
                : $" ORDER BY {order} {direction}, added_by {direction} LIMIT @limit");
        using DbConnection connection = database.OpenRead();
        return [.. connection.Query<(long Place, long Tie, string Body)>(sql.ToString(), values).Select(
            r => (Parse(r.Body)!, new Cursor(r.Place, r.Tie)))];
    }

    private static void Filter(StringBuilder sql, DynamicParameters values, TaskQuery query)
    {
        And("state IN @states", "states", query.States.Count == 0 ? null : query.States.Select(TaskStates.ToText));
        And("queue = @queue", "queue", query.Queue?.Value);
        And("worker = @worker", "worker", query.Worker?.Value);
        And("channel = @channel", "channel", query.Channel?.Value);
        And("priority >= @priority", "priority", query.PriorityFrom);
        And("title LIKE @text ESCAPE '\\'", "text", query.Text is { } text ? $"%{Escape(text)}%" : null);
        And("added_at >= @addedFrom", "addedFrom", UnixTime.ToMilliseconds(query.AddedFrom));
        And("added_at < @addedUntil", "addedUntil", UnixTime.ToMilliseconds(query.AddedUntil));
        And("ended_at >= @endedFrom", "endedFrom", UnixTime.ToMilliseconds(query.EndedFrom));
        And("ended_at < @endedUntil", "endedUntil", UnixTime.ToMilliseconds(query.EndedUntil));

        void And(string condition, string name, object? value)
        {
            if (value is not null)
            {
                sql.Append(" AND ").Append(condition);
                values.Add(name, value);
            }
        }
    }

    private static string Order(TaskSort sort) => sort switch
    {
        TaskSort.Changed => "version",
        TaskSort.Priority => "priority",
        TaskSort.Ended => "COALESCE(ended_at, 9223372036854775807)",
        _ => "added_by",
    };

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace(
            "_",
            "\\_",
            StringComparison.Ordinal);

    private static TaskItem? Parse(string? body) => body is null ? null : JsonSerializer.Deserialize(body, StateJson.TaskRow);
}
