using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage;

/// <summary>The dispatcher's tables.</summary>
internal static class DispatchMigrations
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [new("dispatch", 1, Logs + Tasks)];

    private const string Logs = """
        CREATE TABLE dispatch_team (
            team TEXT NOT NULL PRIMARY KEY,
            epoch TEXT NOT NULL,
            head BIGINT NOT NULL,
            next_due BIGINT NULL,
            projection INTEGER NOT NULL
        );
        CREATE INDEX dispatch_team_due ON dispatch_team (next_due);
        CREATE TABLE dispatch_event (
            team TEXT NOT NULL,
            position BIGINT NOT NULL,
            at BIGINT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (team, position)
        );

        """;

    private const string Tasks = """
        CREATE TABLE dispatch_task (
            team TEXT NOT NULL,
            id TEXT NOT NULL,
            added_by BIGINT NOT NULL,
            state TEXT NOT NULL,
            title TEXT NOT NULL,
            attributes TEXT NULL,
            worker TEXT NULL,
            worker_name TEXT NULL,
            added_at BIGINT NOT NULL,
            assigned_at BIGINT NULL,
            ended_at BIGINT NULL,
            version BIGINT NOT NULL,
            PRIMARY KEY (team, id)
        );
        CREATE INDEX dispatch_task_order ON dispatch_task (team, added_by);
        CREATE INDEX dispatch_task_state ON dispatch_task (team, state, added_by);
        """;
}
