using System.Data.Common;
using System.Globalization;
using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Audit;

/// <summary>
/// How the audit is kept. A change is first kept as begun (<c>access_audit_open</c>) and moved when it has ended. Entries are not changed
/// after that, but for names of erased people, and go by age alone.
/// </summary>
internal static class AuditRows
{
    private const string NextPosition = "(SELECT COALESCE(MAX(position), 0) + 1 FROM access_audit)";

    private const string Columns =
        """
        position AS Position, at AS At, kind AS Kind, actor AS Actor, address AS Address, action AS Action, subject AS Subject,
        team AS Team,
        outcome AS Outcome, code AS Code, value_before AS ValueBefore, value_after AS ValueAfter, count AS Count
        """;

    /// <summary>Entries beside a position.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="filter">Which.</param>
    /// <param name="beyond">Only entries beyond this position; null for all.</param>
    /// <param name="newestFirst">Whether from the newest to the oldest.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<AuditEntry> List(
        DbConnection connection, AuditFilter filter, long? beyond, bool newestFirst, int most)
    {
        var conditions = new List<string> { "1 = 1" };
        Add(beyond is not null, newestFirst ? "position < @beyond" : "position > @beyond");
        Add(filter.Actor is not null, "actor = @actor");
        Add(filter.Action is not null, "(action = @action OR substr(action, 1, length(@action) + 1) = @action || '.')");
        Add(filter.Subject is not null, "subject = @subject");
        Add(filter.Team is not null, "team = @team");
        Add(filter.From is not null, "at >= @from");
        Add(filter.To is not null, "at < @to");
        Add(filter.Managed is not null, "team IN @managed");
        Add(filter.OfTeams, "team IS NOT NULL");
        return [.. connection.Query<Row>(
            $"""
            SELECT {Columns} FROM access_audit WHERE {string.Join(" AND ", conditions)}
            ORDER BY position {(newestFirst ? "DESC" : "ASC")} LIMIT @most
            """,
            new
            {
                beyond,
                actor = filter.Actor,
                action = filter.Action,
                subject = filter.Subject,
                team = filter.Team,
                from = UnixTime.ToMilliseconds(filter.From),
                to = UnixTime.ToMilliseconds(filter.To),
                managed = filter.Managed,
                most,
            }).Select(r => r.ToEntry())];

        void Add(bool applies, string condition)
        {
            if (applies)
            {
                conditions.Add(condition);
            }
        }
    }

    /// <summary>How many refusals are kept.</summary>
    /// <param name="connection">The connection.</param>
    public static long CountRefusals(DbConnection connection) => connection.ExecuteScalar<long>(
        "SELECT COUNT(*) FROM access_audit WHERE outcome = @refused", new { refused = AuditOutcome.Refused.ToName() });

    /// <summary>Whether an entry is older than a time. The last one is kept, so that no position is given twice.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="before">The time.</param>
    public static bool HasOlder(DbConnection connection, DateTimeOffset before) => connection.ExecuteScalar<long>(
        "SELECT COUNT(*) FROM (SELECT 1 FROM access_audit WHERE at < @at AND position < (SELECT MAX(position) FROM access_audit) LIMIT 1)",
        new { at = UnixTime.ToMilliseconds(before) }) > 0;

    /// <summary>The next texts that may name people of a team, or people of no team.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isOpen">Whether of changes that have not ended.</param>
    /// <param name="team">The team.</param>
    /// <param name="after">After which key.</param>
    /// <param name="most">How many rows at most.</param>
    public static IReadOnlyList<AuditNames> Names(DbConnection connection, bool isOpen, string team, string after, int most) =>
        connection.Query<AuditNames>(
            isOpen
                ? """
                    SELECT id AS Key, actor AS Actor, subject AS Subject, value_before AS ValueBefore, NULL AS ValueAfter
                    FROM access_audit_open WHERE (team = @team OR team IS NULL) AND id > @after ORDER BY id LIMIT @most
                    """
                : """
                    SELECT CAST(position AS TEXT) AS Key, actor AS Actor, subject AS Subject, value_before AS ValueBefore,
                        value_after AS ValueAfter
                    FROM access_audit WHERE (team = @team OR team IS NULL) AND position > CAST(@after AS BIGINT)
                    ORDER BY position LIMIT @most
                    """,
            new { team, after, most }).AsList();

    /// <summary>Keeps entries.</summary>
    /// <param name="entries">The entries.</param>
    public static IWrite Append(IReadOnlyList<AuditEntry> entries) => new AppendWrite(entries);

    /// <summary>Keeps that a change begins.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="entry">What is known.</param>
    public static IWrite Begin(string id, AuditEntry entry) => new BeginWrite(id, entry);

    /// <summary>Moves a change that has ended to the entries.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="result">How it ended.</param>
    public static IWrite End(string id, AuditResult result) => new EndWrite(id, result);

    /// <summary>Forgets that a change began: nothing was changed.</summary>
    /// <param name="id">Its id.</param>
    public static IWrite Drop(string id) => new DropWrite(id);

    /// <summary>Moves what a run before began and did not end to the entries, as unknown.</summary>
    public static IWrite EndLastRun() => new EndOfLastRunWrite();

    /// <summary>Removes entries that are older than a time, but for the last.</summary>
    /// <param name="before">The time.</param>
    /// <param name="most">How many at most.</param>
    public static IWrite RemoveOlder(DateTimeOffset before, int most) => new RemoveOlderWrite(before, most);

    /// <summary>Removes the oldest refusals, but for the last entry.</summary>
    /// <param name="most">How many.</param>
    public static IWrite RemoveRefusals(long most) => new RemoveRefusalsWrite(most);

    /// <summary>Replaces texts that named a person.</summary>
    /// <param name="isOpen">Whether of changes that have not ended.</param>
    /// <param name="rows">The rows with their new texts.</param>
    public static IWrite Rename(bool isOpen, IReadOnlyList<AuditNames> rows) => new RenameWrite(isOpen, rows);

    private static void Insert(IWriteTransaction db, AuditEntry entry) => db.Execute(
        $"""
        INSERT INTO access_audit (
            position, at, kind, actor, address, action, subject, team, outcome, code, value_before, value_after, count)
        VALUES ({NextPosition}, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
        """,
        UnixTime.ToMilliseconds(entry.At),
        entry.Kind,
        entry.Actor,
        entry.Address,
        entry.Action,
        entry.Subject,
        entry.Team,
        entry.Outcome.ToName(),
        entry.Code,
        entry.Before,
        entry.After,
        entry.Count);

    /// <summary>Keeps entries.</summary>
    private sealed class AppendWrite(IReadOnlyList<AuditEntry> entries) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var entry in entries)
            {
                Insert(db, entry);
            }
        }
    }

    /// <summary>Keeps that a change begins.</summary>
    private sealed class BeginWrite(string id, AuditEntry entry) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            """
            INSERT INTO access_audit_open (id, at, kind, actor, address, action, subject, team, value_before)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
            """,
            id,
            UnixTime.ToMilliseconds(entry.At),
            entry.Kind,
            entry.Actor,
            entry.Address,
            entry.Action,
            entry.Subject,
            entry.Team,
            entry.Before);
    }

    /// <summary>
    /// Moves a change that has ended to the entries. Actor, subject and team are taken from the row, where an erasure meanwhile has
    /// replaced names.
    /// </summary>
    private sealed class EndWrite(string id, AuditResult result) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Expect(
                1,
                $"""
                INSERT INTO access_audit (
                    position, at, kind, actor, address, action, subject, team, outcome, code, value_before, value_after, count)
                SELECT {NextPosition}, at, kind, COALESCE(@p2, actor), address, action, COALESCE(subject, @p3), COALESCE(team, @p4), @p5,
                    NULL, CASE WHEN @p6 = 1 THEN @p7 ELSE value_before END, @p8, 1
                FROM access_audit_open WHERE id = @p1
                """,
                id,
                result.Actor,
                result.Subject,
                result.Team,
                result.Outcome.ToName(),
                result.IsReduced ? 1 : 0,
                result.Before,
                result.After);
            db.Execute("DELETE FROM access_audit_open WHERE id = @p1", id);
        }
    }

    /// <summary>Forgets that a change began: nothing was changed.</summary>
    private sealed class DropWrite(string id) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute("DELETE FROM access_audit_open WHERE id = @p1", id);
    }

    /// <summary>Moves what a run before began and did not end to the entries, as unknown.</summary>
    private sealed class EndOfLastRunWrite : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            while (db.Scalar<string>("SELECT id FROM access_audit_open ORDER BY at, id LIMIT 1") is { } id)
            {
                new EndWrite(id, new AuditResult(AuditOutcome.Unknown)).Apply(db);
            }
        }
    }

    /// <summary>Removes entries that are older than a time, but for the last.</summary>
    private sealed class RemoveOlderWrite(DateTimeOffset before, int most) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            """
            DELETE FROM access_audit WHERE position IN (
                SELECT position FROM access_audit
                WHERE at < @p1 AND position < (SELECT MAX(position) FROM access_audit) ORDER BY at LIMIT @p2)
            """,
            UnixTime.ToMilliseconds(before),
            most);
    }

    /// <summary>Removes the oldest refusals, but for the last entry.</summary>
    private sealed class RemoveRefusalsWrite(long most) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            """
            DELETE FROM access_audit WHERE position IN (
                SELECT position FROM access_audit
                WHERE outcome = @p1 AND position < (SELECT MAX(position) FROM access_audit) ORDER BY position LIMIT @p2)
            """,
            AuditOutcome.Refused.ToName(),
            most);
    }

    /// <summary>Replaces texts that named a person.</summary>
    private sealed class RenameWrite(bool isOpen, IReadOnlyList<AuditNames> rows) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var row in rows)
            {
                if (isOpen)
                {
                    db.Execute(
                        "UPDATE access_audit_open SET actor = @p2, subject = @p3, value_before = @p4 WHERE id = @p1",
                        row.Key,
                        row.Actor,
                        row.Subject,
                        row.ValueBefore);
                }
                else
                {
                    db.Execute(
                        "UPDATE access_audit SET actor = @p2, subject = @p3, value_before = @p4, value_after = @p5 WHERE position = @p1",
                        long.Parse(row.Key, CultureInfo.InvariantCulture),
                        row.Actor,
                        row.Subject,
                        row.ValueBefore,
                        row.ValueAfter);
                }
            }
        }
    }

    private sealed record Row
    {
        public long Position { get; init; }

        public long At { get; init; }

        public required string Kind { get; init; }

        public string? Actor { get; init; }

        public string? Address { get; init; }

        public required string Action { get; init; }

        public string? Subject { get; init; }

        public string? Team { get; init; }

        public required string Outcome { get; init; }

        public string? Code { get; init; }

        public string? ValueBefore { get; init; }

        public string? ValueAfter { get; init; }

        public long Count { get; init; }

        public AuditEntry ToEntry() => new()
        {
            Position = Position,
            At = UnixTime.From(At),
            Kind = Kind,
            Actor = Actor,
            Address = Address,
            Action = Action,
            Subject = Subject,
            Team = Team,
            Outcome = AuditOutcomeNames.Parse(Outcome),
            Code = Code,
            Before = ValueBefore,
            After = ValueAfter,
            Count = Count,
        };
    }
}
