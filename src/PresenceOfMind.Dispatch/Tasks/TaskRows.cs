using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>The table of tasks for queries. It follows the log in the same transaction and can be made anew from it.</summary>
internal static class TaskRows
{
    private const string Upsert = """
        INSERT INTO dispatch_task (team, id, added_by, state, title, attributes, worker, worker_name, added_at, assigned_at, ended_at, version)
        VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
        ON CONFLICT (team, id) DO UPDATE SET state = excluded.state, title = excluded.title, attributes = excluded.attributes,
            worker = excluded.worker, worker_name = excluded.worker_name, assigned_at = excluded.assigned_at,
            ended_at = excluded.ended_at, version = excluded.version
        """;

    private const string Page = """
        SELECT id AS Id, added_by AS AddedBy, state AS State, title AS Title, attributes AS Attributes, worker AS Worker,
            worker_name AS WorkerName, added_at AS AddedAt, assigned_at AS AssignedAt, ended_at AS EndedAt, version AS Version
        FROM dispatch_task WHERE team = @team AND added_by < @before AND state IN @states ORDER BY added_by DESC LIMIT @limit
        """;

    public static void Put(IWriteTransaction db, string team, TaskRecord task) => db.Execute(
        Upsert,
        team,
        task.Id,
        task.AddedBy,
        TaskStates.ToText(task.State),
        task.Title,
        task.Attributes,
        task.Worker,
        task.WorkerName,
        task.AddedAt.ToUnixTimeMilliseconds(),
        task.AssignedAt?.ToUnixTimeMilliseconds(),
        task.EndedAt?.ToUnixTimeMilliseconds(),
        task.Version);

    public static void Clear(IWriteTransaction db, string team) => db.Execute("DELETE FROM dispatch_task WHERE team = @p1", team);

    /// <summary>Tasks of a team, the newest first.</summary>
    /// <param name="database">Where they are.</param>
    /// <param name="team">The team.</param>
    /// <param name="query">Which of them.</param>
    public static TaskPage List(Database database, string team, TaskQuery query)
    {
        using var connection = database.OpenRead();
        var states = (query.States.Count > 0 ? query.States : TaskStates.All).Select(TaskStates.ToText);
        var found = connection.Query<Row>(Page, new { team, before = query.Before ?? long.MaxValue, states, limit = query.Limit + 1 }).AsList();
        var tasks = found.Take(query.Limit).Select(r => r.ToRecord()).ToList();
        return new TaskPage(tasks.ConvertAll(t => TaskView.Of(t, null)), found.Count > query.Limit ? tasks[^1].AddedBy : null);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public long AddedBy { get; init; }

        public string State { get; init; } = "";

        public string Title { get; init; } = "";

        public string? Attributes { get; init; }

        public string? Worker { get; init; }

        public string? WorkerName { get; init; }

        public long AddedAt { get; init; }

        public long? AssignedAt { get; init; }

        public long? EndedAt { get; init; }

        public long Version { get; init; }

        public TaskRecord ToRecord() => new()
        {
            Id = Id,
            Title = Title,
            Attributes = Attributes,
            AddedAt = Time(AddedAt),
            AddedBy = AddedBy,
            QueuedAt = Time(AddedAt),
            EnteredAt = Time(AddedAt),
            Need = new TaskNeed { Queue = "" },
            State = TaskStates.TryParse(State, out var state) ? state : throw new InvalidOperationException($"Task {Id} is in the unknown state {State}."),
            Worker = Worker,
            WorkerName = WorkerName,
            AssignedAt = AssignedAt is { } assigned ? Time(assigned) : null,
            EndedAt = EndedAt is { } ended ? Time(ended) : null,
            Version = Version,
        };

        private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
