using System.Data.Common;
using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>
/// The epochs of a team's log, each from a position to the next one's. Each load of a team begins one with its first entry, so a log that
/// was set back (a restored back-up) goes on in an epoch that nobody saw before. What its readers saw and it has lost lies beyond the end
/// of an epoch, or in one that it does not know.
/// </summary>
internal static class EpochRows
{
    /// <summary>The epoch of each entry of a log <c>e</c>, as an expression of a query.</summary>
    public const string OfEntry =
        "COALESCE((SELECT p.epoch FROM dispatch_epoch p WHERE p.team = e.team AND p.first <= e.position "
            + "ORDER BY p.first DESC LIMIT 1), '')";

    /// <summary>Begins an epoch.</summary>
    /// <param name="db">The transaction that appends its first entry.</param>
    /// <param name="team">The team.</param>
    /// <param name="epoch">A text that no other epoch has.</param>
    /// <param name="first">The position of its first entry.</param>
    public static void Begin(IWriteTransaction db, TeamName team, string epoch, long first) =>
        db.Execute("INSERT INTO dispatch_epoch (team, first, epoch) VALUES (@p1, @p2, @p3)", team.Value, first, epoch);

    /// <summary>Forgets the epochs that ended before the position which a log that was cut can be resumed from.</summary>
    /// <param name="db">The transaction that cuts the log.</param>
    /// <param name="team">The team.</param>
    /// <param name="first">The first position that is kept.</param>
    public static void Cut(IWriteTransaction db, TeamName team, long first) => db.Execute(
        "DELETE FROM dispatch_epoch WHERE team = @p1 AND first < "
            + "(SELECT MAX(k.first) FROM dispatch_epoch k WHERE k.team = @p1 AND k.first < @p2)",
        team.Value,
        first);

    /// <summary>The reference of a position.</summary>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="position">A position that the log has.</param>
    public static EventReference At(DbConnection connection, TeamName team, long position) => new(
        connection.QuerySingleOrDefault<string>(
            "SELECT epoch FROM dispatch_epoch WHERE team = @team AND first <= @position ORDER BY first DESC LIMIT 1",
            new { team, position }) ?? "",
        position);

    /// <summary>Whether a reference is of a log, as far as its epochs say: its position lies within its epoch.</summary>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="head">The log's last position.</param>
    public static bool Holds(DbConnection connection, TeamName team, EventReference reference, long head) =>
        reference.Position <= head && At(connection, team, reference.Position).Epoch == reference.Epoch;
}
