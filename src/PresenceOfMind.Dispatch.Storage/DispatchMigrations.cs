using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage;

/// <summary>The dispatcher's tables.</summary>
internal static class DispatchMigrations
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new("dispatch", 1, Logs + Snapshots + Tasks + Workers),
        new("dispatch", 2, Names),
        new("dispatch", 3, Removals),
        new("dispatch", 4, Elapsed),
        new("dispatch", 5, Epochs),
    ];

    /// <summary>No query runs before the tables are there.</summary>
    static DispatchMigrations() => TextIdHandlers.Register();

    private const string Logs = """
        CREATE TABLE dispatch_team (
            team TEXT NOT NULL PRIMARY KEY,
            epoch TEXT NOT NULL,
            head BIGINT NOT NULL,
            first BIGINT NOT NULL,
            next_due BIGINT NULL,
            told BIGINT NOT NULL,
            projection INTEGER NOT NULL
        );
        CREATE INDEX dispatch_team_due ON dispatch_team (next_due);
        CREATE TABLE dispatch_event (
            team TEXT NOT NULL,
            position BIGINT NOT NULL,
            at BIGINT NOT NULL,
            type TEXT NOT NULL,
            task TEXT NULL,
            worker TEXT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (team, position)
        );
        CREATE INDEX dispatch_event_task ON dispatch_event (team, task, position) WHERE task IS NOT NULL;
        CREATE INDEX dispatch_event_worker ON dispatch_event (team, worker, position) WHERE worker IS NOT NULL;
        CREATE INDEX dispatch_event_webhook ON dispatch_event (team, position) WHERE type = 'webhook.due';
        CREATE TABLE dispatch_event_of_many (
            team TEXT NOT NULL,
            worker TEXT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (team, worker, position)
        );

        """;

    private const string Snapshots = """
        CREATE TABLE dispatch_snapshot (
            team TEXT NOT NULL,
            position BIGINT NOT NULL,
            at BIGINT NOT NULL,
            shape INTEGER NOT NULL,
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
            queue TEXT NULL,
            worker TEXT NULL,
            channel TEXT NULL,
            priority INTEGER NOT NULL,
            title TEXT NOT NULL,
            added_at BIGINT NOT NULL,
            ended_at BIGINT NULL,
            version BIGINT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (team, id)
        );
        CREATE INDEX dispatch_task_order ON dispatch_task (team, added_by);
        CREATE INDEX dispatch_task_state ON dispatch_task (team, state, added_by);

        """;

    /// <summary>The names that a person had who is to be erased, as a list in JSON.</summary>
    private const string Names = "ALTER TABLE dispatch_erasure ADD COLUMN names TEXT NOT NULL DEFAULT '[]'";

    /// <summary>The team's own time, in milliseconds. Null in entries from before: their one time never went backwards.</summary>
    private const string Elapsed = "ALTER TABLE dispatch_event ADD COLUMN elapsed BIGINT NULL";

    /// <summary>The epochs of each log, by their first positions. A log from before begins with that of its team.</summary>
    private const string Epochs = """
        CREATE TABLE dispatch_epoch (
            team TEXT NOT NULL,
            first BIGINT NOT NULL,
            epoch TEXT NOT NULL,
            PRIMARY KEY (team, first)
        );
        INSERT INTO dispatch_epoch (team, first, epoch) SELECT team, 1, epoch FROM dispatch_team;
        """;

    private const string Removals = """
        CREATE TABLE dispatch_removal (
            team TEXT NOT NULL,
            request_key TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (team, request_key)
        );
        """;

    private const string Workers = """
        CREATE TABLE dispatch_worker (
            contact TEXT NOT NULL PRIMARY KEY,
            team TEXT NOT NULL
        );
        CREATE TABLE dispatch_erasure (
            team TEXT NOT NULL,
            contact TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            PRIMARY KEY (team, contact)
        );
        CREATE TABLE dispatch_start (
            team TEXT NOT NULL PRIMARY KEY,
            settings TEXT NOT NULL
        );
        """;
}
