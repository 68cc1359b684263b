using System.Data.Common;
using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>Makes teams from their logs, as they are now or were at any moment that is kept.</summary>
internal static class LogRows
{
    /// <summary>How many entries lie between two snapshots, and so how many a replay has to apply at the most.</summary>
    public const long Every = 10_000;

    /// <summary>What is kept of a team's log; null where there is no such team.</summary>
    public static LogHead? Head(DbConnection connection, TeamName team) => connection.QuerySingleOrDefault<LogHead>(
        "SELECT head AS Head, first AS First, told AS Told, projection AS Projection FROM dispatch_team WHERE team = @team", new { team });

    /// <summary>A team as it was at a position: by the last snapshot before it, and what followed.</summary>
    /// <param name="connection">Sees one moment.</param>
    /// <param name="team">The team.</param>
    /// <param name="first">The first position that is kept.</param>
    /// <param name="until">The position.</param>
    /// <param name="each">Hears of each entry that was applied, and of the state after it; null for nobody.</param>
    /// <exception cref="InvalidOperationException">The log has a gap, or lacks the snapshot that stands for its beginning.</exception>
    public static TeamState Replay(DbConnection connection, TeamName team, long first, long until, Action<TeamState, LogEntry>? each = null)
    {
        var state = SnapshotRows.Nearest(connection, team, until) ?? TeamSnapshot.Empty();
        return state.Position + 1 < first
            ? throw new InvalidOperationException(
                $"The log of team {team} begins at {first}, and this release cannot read the snapshot that stands for what was before; "
                    + "start the release that wrote it.")
            : Replay(connection, team, state, until, each);
    }

    /// <summary>Goes on from a state.</summary>
    /// <inheritdoc cref="Replay(DbConnection, TeamName, long, long, Action{TeamState, LogEntry}?)"/>
    public static TeamState Replay(
        DbConnection connection, TeamName team, TeamState state, long until, Action<TeamState, LogEntry>? each = null)
    {
        foreach (var entry in EventRows.ReadAhead(connection, team, state.Position, until))
        {
            Team.Apply(state, entry);
            each?.Invoke(state, entry);
        }

        return state;
    }
}

/// <summary>What is kept of a team's log.</summary>
internal sealed record LogHead
{
    /// <summary>The last position.</summary>
    public long Head { get; init; }

    /// <summary>The first position that is kept; a snapshot stands for what was before.</summary>
    public long First { get; init; }

    /// <summary>The position up to which addresses were told of what fell due.</summary>
    public long Told { get; init; }

    /// <summary>The shape of the tables for queries.</summary>
    public long Projection { get; init; }
}
