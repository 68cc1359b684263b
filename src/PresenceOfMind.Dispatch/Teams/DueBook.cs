using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What falls due by itself, the earliest first. What is no longer due at the time it was put in for is passed over.</summary>
internal sealed class DueBook
{
    private readonly PriorityQueue<IDue, (long Ticks, long Order)> _due = new();

    /// <summary>When something falls due; null for never.</summary>
    public DateTimeOffset? Next => TryPeek(out _, out var at) ? at : null;

    /// <summary>Says that something falls due with this, where it does.</summary>
    public void Put(IDue item)
    {
        if (item.NextDue is { } at)
        {
            _due.Enqueue(item, (at.UtcTicks, item.Order));
        }
    }

    public bool TryPeek([NotNullWhen(true)] out IDue? item, out DateTimeOffset at)
    {
        while (_due.TryPeek(out item, out var key))
        {
            if (item.NextDue is { } due && due.UtcTicks == key.Ticks)
            {
                at = due;
                return true;
            }

            _due.Dequeue();
        }

        at = default;
        return false;
    }
}
