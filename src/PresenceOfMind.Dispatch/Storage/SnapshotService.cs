using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage;

/// <summary>
/// Makes snapshots of every team beside its grain, from the log alone, so that no command waits for one; and lets a snapshot stand
/// for what is older than the team wants to keep.
/// </summary>
internal sealed partial class SnapshotService(Database database, TimeProvider clock, ILogger<SnapshotService> logger) : BackgroundService
{
    /// <summary>How many old entries one change deletes.</summary>
    private const long Chunk = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Does what there is to do for all teams, once.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var team in TeamRows.Names(database))
        {
            var keep = await SnapAsync(team, cancel);
            if (keep is { } days)
            {
                await CutAsync(team, clock.GetUtcNow() - TimeSpan.FromDays(days), cancel);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.Failed(logger, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>Makes the snapshots that are wanting.</summary>
    /// <returns>For how many days the team keeps its log, where one was made; null otherwise.</returns>
    private async Task<int?> SnapAsync(string team, CancellationToken cancel)
    {
        using var connection = database.OpenRead();
        var head = LogRows.Head(connection, team)!;
        if (head.Head / LogRows.Every <= SnapshotRows.Last(connection, team) / LogRows.Every)
        {
            return null;
        }

        var state = LogRows.Replay(connection, team, head.First, SnapshotRows.Last(connection, team));
        while (state.Position + LogRows.Every - (state.Position % LogRows.Every) <= head.Head)
        {
            var next = state.Position + LogRows.Every - (state.Position % LogRows.Every);
            state = await Task.Run(() => LogRows.Replay(connection, team, state, next), cancel);
            await database.WriteAsync(new SnapshotRows.Put(team, state.Position, state.At, TeamSnapshot.Write(state)));
            Log.Made(logger, team, state.Position);
        }

        return state.Settings.Rules.KeepDays;
    }

    private async Task CutAsync(string team, DateTimeOffset before, CancellationToken cancel)
    {
        long oldest, snapshot;
        using (var connection = database.OpenRead())
        {
            var head = LogRows.Head(connection, team)!;
            snapshot = SnapshotRows.LastUntil(connection, team, before);
            if (SnapshotRows.IsToBeTold(connection, team, head.Told, snapshot))
            {
                return;
            }

            oldest = SnapshotRows.Oldest(connection, team);
        }

        for (; oldest > 0 && oldest <= snapshot && !cancel.IsCancellationRequested; oldest += Chunk)
        {
            await database.WriteAsync(new SnapshotRows.Cut(team, snapshot, Math.Min(oldest + Chunk - 1, snapshot)));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3201, Level = LogLevel.Debug, Message = "A snapshot of team {Team} at position {Position} is kept.")]
        public static partial void Made(ILogger logger, string team, long position);

        [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "Snapshots could not be made; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
