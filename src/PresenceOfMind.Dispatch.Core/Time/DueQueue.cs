using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Core.Time;

/// <summary>
/// What falls due by itself, by the team's own time and by the wall clock: what has been due the longest goes first. What is no longer
/// due at the time it was put in for is passed over.
/// </summary>
public sealed class DueQueue
{
    private readonly PriorityQueue<IDue, (long Ticks, long Order)> _elapsed = new();
    private readonly PriorityQueue<IDue, (long Ticks, long Order)> _wall = new();

    /// <summary>Says that something falls due with this by the team's own time, where it does.</summary>
    internal void Schedule(IDue item)
    {
        if (item.NextDue is { } at)
        {
            _elapsed.Enqueue(item, (at.Ticks, item.Order));
        }
    }

    /// <summary>Says that something falls due with this by the wall clock, where it does.</summary>
    internal void ScheduleWall(IDue item)
    {
        if (item.NextWallDue is { } at)
        {
            _wall.Enqueue(item, (at.UtcTicks, item.Order));
        }
    }

    /// <summary>What has been due the longest.</summary>
    /// <returns>False where nothing is due.</returns>
    public bool TryPeek(TeamTime now, [NotNullWhen(true)] out IDue? item)
    {
        var first = First(now);
        item = first?.Item;
        return first is { Wait: var wait } && wait <= TimeSpan.Zero;
    }

    /// <summary>How long it is until something falls due, below zero where something is; null for never.</summary>
    public TimeSpan? Wait(TeamTime now) => First(now)?.Wait;

    private (IDue Item, TimeSpan Wait)? First(TeamTime now)
    {
        var byElapsed = Peek(_elapsed, static item => item.NextDue?.Ticks);
        var byWall = Peek(_wall, static item => item.NextWallDue?.UtcTicks);
        var elapsedWait = byElapsed is null ? default : byElapsed.NextDue!.Value - now.Elapsed;
        var wallWait = byWall is null ? default : byWall.NextWallDue!.Value - now.Wall;
        if (byElapsed is null || byWall is null)
        {
            return byElapsed is not null ? (byElapsed, elapsedWait) : byWall is not null ? (byWall, wallWait) : null;
        }

        return elapsedWait < wallWait || (elapsedWait == wallWait && byElapsed.Order <= byWall.Order)
            ? (byElapsed, elapsedWait)
            : (byWall, wallWait);
    }

    private static IDue? Peek(PriorityQueue<IDue, (long Ticks, long Order)> queue, Func<IDue, long?> due)
    {
        while (queue.TryPeek(out var item, out var key))
        {
            if (due(item) == key.Ticks)
            {
                return item;
            }

            queue.Dequeue();
        }

        return null;
    }
}
