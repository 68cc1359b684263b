using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Strategies;

/// <summary>
/// Whoever has been without an assignment for the longest time, counted from the end of the last one or from being added;
/// of equals, whoever was added first.
/// </summary>
internal sealed class LongestIdle : IStrategy
{
    public static readonly LongestIdle Instance = new();

    public string Name => "longest-idle";

    public int Compare(Worker? x, Worker? y)
    {
        var byTime = x!.IdleSince.CompareTo(y!.IdleSince);
        return byTime != 0 ? byTime : x.Order.CompareTo(y.Order);
    }
}
