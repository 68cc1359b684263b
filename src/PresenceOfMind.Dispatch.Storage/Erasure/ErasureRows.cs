using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>Who is to be called by a pseudonym in the past. What is begun is finished, also after a crash.</summary>
internal static class ErasureRows
{
    /// <summary>What is not finished.</summary>
    public static IReadOnlyList<ErasedPerson> Pending(Database database)
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<(string Team, string Contact, string Pseudonym, string Names)>("SELECT team, contact, pseudonym, names FROM dispatch_erasure ORDER BY team, contact")
            .Select(r => new ErasedPerson(r.Team, r.Contact, r.Pseudonym, JsonSerializer.Deserialize<string[]>(r.Names)!))];
    }

    /// <summary>The names that a worker had, as far as the log is kept, and in the tasks of all time.</summary>
    public static IReadOnlyList<string> Names(Database database, string team, string contact)
    {
        using var connection = database.OpenRead();
        var put = connection.Query<string>("SELECT body FROM dispatch_event WHERE team = @team AND worker = @contact AND type = 'worker.put'", new { team, contact })
            .Select(body => ((WorkerPut)EventJson.Read("worker.put", body)).Worker.Name);
        var given = connection.Query<string>("SELECT body FROM dispatch_task WHERE team = @team AND worker = @contact", new { team, contact }).Select(WorkerName);
        return [.. put.Concat(given).OfType<string>().Where(n => n.Length > 1).Distinct(StringComparer.Ordinal)];
    }

    private static string? WorkerName(string task)
    {
        using var document = JsonDocument.Parse(task);
        return document.RootElement.TryGetProperty("workerName", out var name) ? name.GetString() : null;
    }

    /// <summary>Says that it is to be done.</summary>
    public sealed class Begin(ErasedPerson erasure) : IWrite
    {
        /// <inheritdoc/>
        public bool IsOneStatement => true;

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db) => db.Execute(
            "INSERT INTO dispatch_erasure (team, contact, pseudonym, names) VALUES (@p1, @p2, @p3, @p4) ON CONFLICT (team, contact) DO NOTHING",
            erasure.Team,
            erasure.Contact,
            erasure.Pseudonym,
            JsonSerializer.Serialize(erasure.Names));
    }

    /// <summary>Says that it is done.</summary>
    public sealed class End(string team, string contact) : IWrite
    {
        /// <inheritdoc/>
        public bool IsOneStatement => true;

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db) => db.Execute("DELETE FROM dispatch_erasure WHERE team = @p1 AND contact = @p2", team, contact);
    }

    /// <summary>The next texts of a table.</summary>
    public static IReadOnlyList<KeptText> Next(DbConnection connection, KeptTable table, string team, string after, int most) => connection.Query<KeptText>(
        $"""
        SELECT {(table.IsNumbered ? $"CAST({table.Key} AS TEXT)" : table.Key)} AS Key, body AS Body FROM {table.Name}
        WHERE team = @team AND {table.Key} > {(table.IsNumbered ? "CAST(@after AS BIGINT)" : "@after")} ORDER BY {table.Key} LIMIT @most
        """,
        new { team, after, most }).AsList();

    /// <summary>Replaces texts.</summary>
    public sealed class Replace(KeptTable table, string team, IReadOnlyList<KeptText> texts) : IWrite
    {
        private readonly string _sql = $"UPDATE {table.Name} SET body = @p3{(table.HasTitle ? ", title = @p4" : "")} WHERE team = @p1 AND {table.Key} = @p2";

        /// <inheritdoc/>
        public void Apply(IWriteTransaction db)
        {
            foreach (var text in texts)
            {
                object key = table.IsNumbered ? long.Parse(text.Key, CultureInfo.InvariantCulture) : text.Key;
                if (table.HasTitle)
                {
                    db.Execute(_sql, team, key, text.Body, Title(text.Body));
                }
                else
                {
                    db.Execute(_sql, team, key, text.Body);
                }
            }
        }

        private static string Title(string task)
        {
            using var document = JsonDocument.Parse(task);
            return document.RootElement.GetProperty("title").GetString()!;
        }
    }

    /// <summary>Replaces the contact in the columns that name workers.</summary>
    public sealed class Rename(string team, string contact, string pseudonym) : IWrite
    {
        /// <inheritdoc/>
        public void Apply(IWriteTransaction db)
        {
            foreach (var table in (string[])["dispatch_event", "dispatch_event_of_many", "dispatch_task"])
            {
                db.Execute($"UPDATE {table} SET worker = @p3 WHERE team = @p1 AND worker = @p2", team, contact, pseudonym);
            }
        }
    }
}

/// <summary>A person who is to be erased.</summary>
/// <param name="Team">From which team.</param>
/// <param name="Contact">The contact, as its key.</param>
/// <param name="Pseudonym">What stands for the person.</param>
/// <param name="Names">The names that the person had.</param>
internal sealed record ErasedPerson(string Team, string Contact, string Pseudonym, IReadOnlyList<string> Names);

/// <summary>A table in which people stand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The column that tells its rows apart within a team.</param>
/// <param name="IsNumbered">Whether that is a number.</param>
/// <param name="HasTitle">Whether a column holds the title beside the text.</param>
/// <param name="IsPacked">Whether its texts are packed.</param>
internal sealed record KeptTable(string Name, string Key, bool IsNumbered, bool HasTitle, bool IsPacked);

/// <summary>A text of a table.</summary>
internal sealed record KeptText
{
    public string Key { get; init; } = "";

    public string Body { get; init; } = "";
}
