using System.Data.Common;
using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Erasure;

/// <summary>Who is to be called by a pseudonym in the past. What is begun is finished, also after a crash.</summary>
internal static class ErasureRows
{
    /// <summary>What is not finished.</summary>
    public static IReadOnlyList<(string Team, string Contact, string Pseudonym)> Pending(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<(string, string, string)>("SELECT team, contact, pseudonym FROM dispatch_erasure ORDER BY team, contact").AsList();
    }

    /// <summary>Says that it is to be done.</summary>
    public sealed class Begin(string team, string contact, string pseudonym) : IWrite
    {
        /// <inheritdoc/>
        public bool IsOneStatement => true;

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db) => db.Execute(
            "INSERT INTO dispatch_erasure (team, contact, pseudonym) VALUES (@p1, @p2, @p3) ON CONFLICT (team, contact) DO NOTHING", team, contact, pseudonym);
    }

    /// <summary>Says that it is done.</summary>
    public sealed class End(string team, string contact) : IWrite
    {
        /// <inheritdoc/>
        public bool IsOneStatement => true;

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db) => db.Execute("DELETE FROM dispatch_erasure WHERE team = @p1 AND contact = @p2", team, contact);
    }

    /// <summary>The next texts that have a contact in them.</summary>
    public static IReadOnlyList<KeptText> Next(DbConnection connection, KeptTable table, string team, string contact, string after, int most) => connection.Query<KeptText>(
        $"""
        SELECT {(table.IsNumbered ? $"CAST({table.Key} AS TEXT)" : table.Key)} AS Key, body AS Body FROM {table.Name} WHERE team = @team AND {table.Key} > {(table.IsNumbered ? "CAST(@after AS BIGINT)" : "@after")}
        {(table.IsPacked ? "" : "AND body LIKE @pattern")} ORDER BY {table.Key} LIMIT @most
        """,
        new { team, after, pattern = $"%{contact}%", most }).AsList();

    /// <summary>Replaces texts.</summary>
    public sealed class Replace(KeptTable table, string team, string contact, string pseudonym, IReadOnlyList<KeptText> texts) : IWrite
    {
        private readonly string _sql = $"UPDATE {table.Name} SET body = @p3 WHERE team = @p1 AND {table.Key} = @p2";

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db)
        {
            foreach (var text in texts)
            {
                db.Execute(_sql, team, table.IsNumbered ? long.Parse(text.Key, System.Globalization.CultureInfo.InvariantCulture) : text.Key, text.Body);
            }

            if (table.HasWorker)
            {
                db.Execute($"UPDATE {table.Name} SET worker = @p3 WHERE team = @p1 AND worker = @p2", team, contact, pseudonym);
                db.Execute("UPDATE dispatch_event_of_many SET worker = @p3 WHERE team = @p1 AND worker = @p2", team, contact, pseudonym);
            }
        }
    }
}

/// <summary>A table in which people stand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The column that tells its rows apart within a team.</param>
/// <param name="IsNumbered">Whether that is a number.</param>
/// <param name="HasWorker">Whether a column names a worker.</param>
/// <param name="IsPacked">Whether its texts are packed, so that they cannot be searched.</param>
internal sealed record KeptTable(string Name, string Key, bool IsNumbered, bool HasWorker, bool IsPacked);

/// <summary>A text of a table.</summary>
internal sealed record KeptText
{
    public string Key { get; init; } = "";

    public string Body { get; init; } = "";
}
