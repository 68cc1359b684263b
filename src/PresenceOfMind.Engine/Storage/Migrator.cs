using Microsoft.Data.Sqlite;

namespace PresenceOfMind.Engine.Storage;

/// <summary>Brings a data file to this release's tables.</summary>
internal static class Migrator
{
    public static void Apply(SqliteConnection connection, string path, IEnumerable<Migration> migrations)
    {
        using var transaction = new WriteTransaction(connection);
        transaction.Execute(
            "CREATE TABLE IF NOT EXISTS schema_versions (component TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL)");
        foreach (var component in migrations.GroupBy(m => m.Component))
        {
            var steps = component.OrderBy(m => m.Version).ToList();
            RefuseGaps(component.Key, steps);
            var found = transaction.Scalar<int>("SELECT version FROM schema_versions WHERE component = @p1", component.Key);
            if (found > steps.Count)
            {
                throw new SchemaTooNewException(path, component.Key, found, steps.Count);
            }

            foreach (var step in steps.Skip(found))
            {
                ApplyOne(connection, transaction, step);
            }
        }
    }

    private static void ApplyOne(SqliteConnection connection, WriteTransaction transaction, Migration step)
    {
        transaction.Execute("BEGIN IMMEDIATE");
        try
        {
            using (var command = connection.CreateCommand())
            {
                command.CommandText = step.Sql;
                command.ExecuteNonQuery();
            }

            transaction.Execute(
                "INSERT INTO schema_versions (component, version) VALUES (@p1, @p2) "
                    + "ON CONFLICT (component) DO UPDATE SET version = excluded.version",
                step.Component,
                step.Version);
            transaction.Execute("COMMIT");
        }
        catch (SqliteException)
        {
            RollBack(transaction);
            throw;
        }
    }

    private static void RollBack(WriteTransaction transaction)
    {
        try
        {
            transaction.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as on a full disk.
        }
    }

    private static void RefuseGaps(string component, List<Migration> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Version != i + 1)
            {
                throw new InvalidOperationException($"The migrations of {component} must be numbered 1, 2, 3 without gaps.");
            }
        }
    }
}
