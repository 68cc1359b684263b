using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Snapshots.Content;
using PresenceOfMind.Dispatch.Storage.Snapshots.First;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>Who is to be called by a pseudonym in the past. What is begun is finished, also after a crash.</summary>
internal static class ErasureRows
{
    /// <summary>What is not finished.</summary>
    public static IReadOnlyList<ErasedPerson> Pending(Database database)
    {
        using var connection = database.OpenRead();
        return [.. connection
            .Query<(TeamName Team, Contact Contact, string Pseudonym, string Names)>(
                "SELECT team, contact, pseudonym, names FROM dispatch_erasure ORDER BY team, contact")
            .Select(r => new ErasedPerson(r.Team, r.Contact, r.Pseudonym, JsonSerializer.Deserialize<string[]>(r.Names)!))];
    }

    /// <summary>The names that a worker had, as far as the log is kept, and in the tasks of all time.</summary>
    public static IReadOnlyList<string> Names(Database database, TeamName team, Contact contact)
    {
        using var connection = database.OpenRead();
        var types = EventNames.All.Where(t => PersonalShape.From(EventNames.Find(t)!).HasNames());
        var events = connection.Query<(string Type, string Body)>(
            "SELECT type, body FROM dispatch_event WHERE team = @team AND worker = @contact AND type IN @types",
            new { team, contact, types });
        var tasks = connection.Query<string>(
            "SELECT body FROM dispatch_task WHERE team = @team AND worker = @contact",
            new { team, contact });
        var task = PersonalShape.From(typeof(TaskItem), StateJson.Row);
        return
        [
            .. events.SelectMany(e => PersonNames.Find(e.Body, PersonalShape.From(EventNames.Find(e.Type)!), contact.Value))
                .Concat(tasks.SelectMany(body => PersonNames.Find(body, task, contact.Value)))
                .Where(n => n.Length > 1).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Says that it is to be done.</summary>
    public static IWrite Begin(ErasedPerson erasure) => new BeginWrite(erasure);

    /// <summary>Says that it is done.</summary>
    public static IWrite End(TeamName team, Contact contact) => new EndWrite(team, contact);

    /// <summary>The columns whose texts are rewritten, each with its table.</summary>
    public static IEnumerable<(TeamTable Table, TextColumn Column)> Rewritten { get; } =
    [
        .. TeamTables.All.SelectMany(t => t.Texts
            .Where(c => c.Kind is TableText.Words or TableText.Event or TableText.Task or TableText.Snapshot).Select(c => (t, c))),
    ];

    /// <summary>The next texts of a column.</summary>
    public static IReadOnlyList<KeptText> Next(
        DbConnection connection, TeamTable table, TextColumn column, TeamName team, string after, int most) =>
        connection.Query<KeptText>(
            $"""
            SELECT {(table.IsNumbered ? $"CAST({table.Key} AS TEXT)" : table.Key)} AS Key, {column.TypedBy ?? "''"} AS Type, {column.Name} AS Text
            FROM {table.Name}
            WHERE team = @team AND {table.Key} > {(table.IsNumbered ? "CAST(@after AS BIGINT)" : "@after")} ORDER BY {table.Key} LIMIT @most
            """,
            new { team, after, most }).AsList();

    /// <summary>A text of a column without the person; null where nobody is replaced.</summary>
    public static string? Rewrite(TextColumn column, KeptText kept, Pseudonym person) => column.Kind switch
    {
        TableText.Event => person.Replace(
            kept.Text,
            EventNames.Find(kept.Type) is { } type ? PersonalShape.From(type) : PersonalShape.Unknown),
        TableText.Task => person.Replace(kept.Text, PersonalShape.From(typeof(TaskItem), StateJson.Row)),
        TableText.Snapshot => person.Replace(SnapshotRows.UnpackText(kept.Text), SnapshotShape(kept.Type)) is { } replaced
            ? SnapshotRows.PackText(replaced)
            : null,
        _ => person.ReplaceText(kept.Text),
    };

    /// <summary>Where snapshots of a shape may name people.</summary>
    /// <param name="shape">The shape, as a text.</param>
    public static PersonalShape SnapshotShape(string shape) =>
        shape == "1"
            ? PersonalShape.From(typeof(FirstSnapshot), StateJson.Row)
            : PersonalShape.From(typeof(SnapshotContent), StateJson.Snapshot);

    /// <summary>Replaces texts of a column.</summary>
    public static IWrite Replace(TeamTable table, TextColumn column, TeamName team, IReadOnlyList<KeptText> texts) =>
        new ReplaceWrite(table, column, team, texts);

    /// <summary>Replaces the contact in the columns of contacts.</summary>
    public static IWrite Rename(TeamName team, Contact contact, string pseudonym) => new RenameWrite(team, contact, pseudonym);

    private sealed class BeginWrite(ErasedPerson erasure) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            "INSERT INTO dispatch_erasure (team, contact, pseudonym, names) VALUES (@p1, @p2, @p3, @p4) "
                + "ON CONFLICT (team, contact) DO NOTHING",
            erasure.Team.Value,
            erasure.Contact.Value,
            erasure.Pseudonym,
            JsonSerializer.Serialize(erasure.Names));
    }

    private sealed class EndWrite(TeamName team, Contact contact) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) =>
            db.Execute("DELETE FROM dispatch_erasure WHERE team = @p1 AND contact = @p2", team.Value, contact.Value);
    }

    private sealed class ReplaceWrite(TeamTable table, TextColumn column, TeamName team, IReadOnlyList<KeptText> texts) : IWrite
    {
        private readonly string _sql = $"UPDATE {table.Name} SET {column.Name} = @p3 WHERE team = @p1 AND {table.Key} = @p2";

        public void Apply(IWriteTransaction db)
        {
            foreach (var text in texts)
            {
                db.Execute(_sql, team.Value, table.IsNumbered ? long.Parse(text.Key, CultureInfo.InvariantCulture) : text.Key, text.Text);
            }
        }
    }

    private sealed class RenameWrite(TeamName team, Contact contact, string pseudonym) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var (table, column) in TeamTables.All.SelectMany(
                t => t.Texts.Where(c => c.Kind == TableText.Contact).Select(c => (t.Name, c.Name))))
            {
                db.Execute($"UPDATE {table} SET {column} = @p3 WHERE team = @p1 AND {column} = @p2", team.Value, contact.Value, pseudonym);
            }
        }
    }
}

/// <summary>A person who is to be erased.</summary>
/// <param name="Team">From which team.</param>
/// <param name="Contact">The contact, as its key.</param>
/// <param name="Pseudonym">What stands for the person.</param>
/// <param name="Names">The names that the person had.</param>
internal sealed record ErasedPerson(TeamName Team, Contact Contact, string Pseudonym, IReadOnlyList<string> Names);

/// <summary>A text of a column.</summary>
internal sealed record KeptText
{
    /// <summary>The row's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The event's name, or the snapshot's shape; empty where it is none of both.</summary>
    public string Type { get; init; } = "";

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";
}
