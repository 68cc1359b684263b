using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Makes snapshots of every team beside its grain, from the log alone, so that no command waits for one; and lets a snapshot stand
/// for what is older than the team wants to keep.
/// </summary>
internal sealed partial class SnapshotService(
    Database database, TimeProvider time, WallClock wall, ILogger<SnapshotService> logger) : BackgroundService
{
    /// <summary>How many old entries one change deletes.</summary>
    private const long Chunk = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>No team keeps entries for less.</summary>
    private static readonly TimeSpan LeastKept = TimeSpan.FromDays(1);

    /// <summary>How often old entries are looked for.</summary>
    private static readonly TimeSpan CutEvery = TimeSpan.FromDays(1);

    private readonly Dictionary<TeamName, DateTimeOffset> _cutAt = [];

    /// <summary>
    /// Does what there is to do for all teams, once: the snapshots that are wanting, and once a day the cut of what is too old.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var team in TeamRows.Names(database))
        {
            await SnapAsync(team, cancellationToken);
            var now = time.GetUtcNow();
            if (!_cutAt.TryGetValue(team, out var last) || now - last >= CutEvery)
            {
                await CutAsync(team, wall.Now, cancellationToken);
                _cutAt[team] = now;
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DuePoller("The poll for snapshots", Pause, time, logger).RunAsync(RunAsync, stoppingToken);

    /// <summary>Makes the snapshots that are wanting.</summary>
    private async Task SnapAsync(TeamName team, CancellationToken cancellationToken)
    {
        using var connection = database.OpenRead();
        var head = LogRows.Head(connection, team)!;
        if (head.Head / LogRows.Every <= SnapshotRows.Last(connection, team) / LogRows.Every)
        {
            return;
        }

        var state = LogRows.Replay(connection, team, head.First, SnapshotRows.Last(connection, team));
        while (state.Position + LogRows.Every - (state.Position % LogRows.Every) <= head.Head)
        {
            var next = state.Position + LogRows.Every - (state.Position % LogRows.Every);
            state = await Task.Run(() => LogRows.Replay(connection, team, state, next), cancellationToken);
            await database.WriteAsync(SnapshotRows.Save(team, state.Position, state.At, TeamSnapshot.Write(state)));
            Log.Made(logger, team, state.Position);
        }
    }

    /// <summary>
    /// Makes a snapshot of the team as it was when it began to be worth keeping, and deletes what was before. Teams of which little is
    /// heard come to no snapshot by their number of entries, and are to forget as well.
    /// </summary>
    private async Task CutAsync(TeamName team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long oldest, snapshot;
        using (var connection = database.OpenRead())
        {
            if (LogRows.Head(connection, team) is not { } head
                || SnapshotRows.OldestAt(connection, team) is not { } oldestAt
                || oldestAt > now - LeastKept)
            {
                return;
            }

            var keep = await Task.Run(
                () => LogRows.Replay(connection, team, head.First, head.Head).Parts.Rules.KeepDays, cancellationToken);
            snapshot = EventRows.PositionBefore(connection, team, head.First, head.Head, now - TimeSpan.FromDays(keep));
            if (SnapshotRows.IsToBeTold(connection, team, head.Told, snapshot))
            {
                return;
            }

            oldest = SnapshotRows.Oldest(connection, team);
            if (snapshot >= head.First)
            {
                var state = await Task.Run(() => LogRows.Replay(connection, team, head.First, snapshot), cancellationToken);
                await database.WriteAsync(SnapshotRows.Save(team, state.Position, state.At, TeamSnapshot.Write(state)));
            }
        }

        for (; oldest > 0 && oldest <= snapshot && !cancellationToken.IsCancellationRequested; oldest += Chunk)
        {
            await database.WriteAsync(SnapshotRows.Cut(team, snapshot, Math.Min(oldest + Chunk - 1, snapshot)));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Debug, "A snapshot of team {Team} at position {Position} is kept.")]
        public static partial void Made(ILogger logger, TeamName team, long position);
    }
}
