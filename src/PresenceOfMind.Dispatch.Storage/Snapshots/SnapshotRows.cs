using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>
/// Snapshots of teams at positions of their logs: what a replay begins with. All but the first of a log that was cut can be made anew.
/// </summary>
internal static class SnapshotRows
{
    /// <summary>The last snapshot at or before a position that this release can read; null for none.</summary>
    public static TeamState? Nearest(DbConnection connection, TeamName team, long position)
    {
        var (body, shape) = connection.QueryFirstOrDefault<(string? Body, int Shape)>(
            "SELECT body, shape FROM dispatch_snapshot WHERE team = @team AND position <= @position AND shape <= @shape "
                + "ORDER BY position DESC LIMIT 1",
            new { team, position, shape = TeamSnapshot.Shape });
        return body is null ? null : TeamSnapshot.Read(Unpack(body), shape);
    }

    /// <summary>The position of the last snapshot that this release can read; 0 for none.</summary>
    public static long Last(DbConnection connection, TeamName team) => connection.QuerySingle<long>(
        "SELECT COALESCE(MAX(position), 0) FROM dispatch_snapshot WHERE team = @team AND shape <= @shape",
        new { team, shape = TeamSnapshot.Shape });

    /// <summary>Keeps a snapshot.</summary>
    public static IWrite Save(TeamName team, long position, DateTimeOffset at, byte[] snapshot) =>
        new SaveWrite(team, position, at, snapshot);

    /// <summary>The first position whose entry is there still, also where a snapshot stands for it already; 0 for none.</summary>
    public static long Oldest(DbConnection connection, TeamName team) =>
        connection.QuerySingle<long>("SELECT COALESCE(MIN(position), 0) FROM dispatch_event WHERE team = @team", new { team });

    /// <summary>The time of the first entry that is there still; null for none.</summary>
    public static DateTimeOffset? OldestAt(DbConnection connection, TeamName team) =>
        connection.QueryFirstOrDefault<long?>(
            "SELECT at FROM dispatch_event WHERE team = @team ORDER BY position LIMIT 1",
            new { team }) is { } at
            ? UnixTime.From(at)
            : null;

    /// <summary>Whether some address is still to be told of an entry up to a position.</summary>
    public static bool IsToBeTold(DbConnection connection, TeamName team, long told, long until) => connection.QuerySingle<int>(
        "SELECT COUNT(*) FROM dispatch_event WHERE team = @team AND type = 'webhook.due' AND position > @told AND position <= @until",
        new { team, told, until }) > 0;

    /// <summary>
    /// Lets a snapshot stand for the entries up to it, and deletes some of them: not all at a time, so that nobody waits for it.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="snapshot">The snapshot's position.</param>
    /// <param name="until">The last entry to delete now.</param>
    public static IWrite Cut(TeamName team, long snapshot, long until) => new CutWrite(team, snapshot, until);

    /// <summary>A snapshot's JSON, from what is kept.</summary>
    public static string UnpackText(string body) => Encoding.UTF8.GetString(Unpack(body));

    /// <summary>What is kept of a snapshot's JSON.</summary>
    public static string PackText(string json) => Pack(Encoding.UTF8.GetBytes(json));

    private static string Pack(byte[] snapshot)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(snapshot);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static byte[] Unpack(string body)
    {
        using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(body)), CompressionMode.Decompress);
        using var snapshot = new MemoryStream();
        brotli.CopyTo(snapshot);
        return snapshot.ToArray();
    }

    private sealed class SaveWrite(TeamName team, long position, DateTimeOffset at, byte[] snapshot) : IWrite
    {
        private readonly string _body = Pack(snapshot);

        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            """
            INSERT INTO dispatch_snapshot (team, position, at, shape, body) VALUES (@p1, @p2, @p3, @p4, @p5)
            ON CONFLICT (team, position) DO UPDATE SET at = excluded.at, shape = excluded.shape, body = excluded.body
            """,
            team.Value,
            position,
            UnixTime.ToMilliseconds(at),
            TeamSnapshot.Shape,
            _body);
    }

    private sealed class CutWrite(TeamName team, long snapshot, long until) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("UPDATE dispatch_team SET first = @p2 WHERE team = @p1 AND first < @p2", team.Value, snapshot + 1);
            EpochRows.Cut(db, team, snapshot + 1);
            db.Execute("DELETE FROM dispatch_event WHERE team = @p1 AND position <= @p2", team.Value, until);
            db.Execute("DELETE FROM dispatch_event_of_many WHERE team = @p1 AND position <= @p2", team.Value, until);
            db.Execute("DELETE FROM dispatch_snapshot WHERE team = @p1 AND position < @p2", team.Value, snapshot);
        }
    }
}
