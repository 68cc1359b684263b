namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>How a task's priority grows by waiting.</summary>
public static class AgeingRules
{
    /// <summary>By how much the priority has grown.</summary>
    public static int Grown(QueueSettings queue, TimeSpan waited) => queue.Ageing is { } ageing && waited > TimeSpan.Zero
        ? (int)Math.Min(ageing.Most, waited.Ticks / TimeSpan.FromSeconds(ageing.EverySeconds).Ticks)
        : 0;

    /// <summary>When it grows next; null for never.</summary>
    public static TimeSpan? Next(QueueSettings queue, TimeSpan queued, int grown) => queue.Ageing is { } ageing && grown < ageing.Most
        ? queued + TimeSpan.FromSeconds((double)ageing.EverySeconds * (grown + 1))
        : null;
}
