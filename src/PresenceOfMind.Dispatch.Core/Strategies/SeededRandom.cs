namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Anybody: for each task the workers stand in another order, made from <see cref="StrategySettings.Seed"/>, the task and the
/// worker alone, so that the same history chooses the same people.
/// </summary>
/// <param name="seed">Another seed gives other orders.</param>
public sealed class SeededRandom(int seed) : IStrategy
{
    public string Name => "random";

    public bool DependsOnTask => true;

    public int Compare(IRanked a, IRanked b, in RankedTask task)
    {
        var lot = Mix(Mix((uint)seed) + (ulong)task.Position);
        var byLot = Mix(lot ^ (ulong)a.Order).CompareTo(Mix(lot ^ (ulong)b.Order));
        return byLot != 0 ? byLot : a.Order.CompareTo(b.Order);
    }

    /// <summary>Spreads a number over all numbers, each to another one (the finalizer of SplitMix64).</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
