namespace PresenceOfMind.Bench.Comparing;

/// <summary>Two things that are measured in turn, so that the load of the machine meets both alike.</summary>
internal static class Pair
{
    /// <summary>Measures both. The order changes with each pair, since the machine may be slow for a while.</summary>
    /// <param name="number">The number of the pair.</param>
    /// <param name="one">Measures one of them.</param>
    /// <param name="other">Measures the other.</param>
    /// <returns>What was measured of each.</returns>
    public static async Task<(T One, T Other)> MeasureAsync<T>(int number, Func<Task<T>> one, Func<Task<T>> other)
    {
        if (number % 2 == 0)
        {
            var first = await one();
            return (first, await other());
        }

        var second = await other();
        return (await one(), second);
    }
}
