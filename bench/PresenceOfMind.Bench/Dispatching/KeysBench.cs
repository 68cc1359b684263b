using PresenceOfMind.Bench.Comparing;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>
/// What access control costs: tasks added, assigned and completed through HTTP and disk where every request carries an API key that is
/// verified, as a ratio to where nobody is asked for one.
/// </summary>
internal static class KeysBench
{
    /// <summary>What access control may cost: 3 %.</summary>
    private const double Bound = 0.97;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <summary>Runs the pairs and prints the ratio.</summary>
    /// <returns>1 where its confidence interval lies below 0.97.</returns>
    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var duration = arguments.Seconds(3);
        var pairs = arguments.Count(20);
        var connections = arguments.Count(32);
        var (open, closed) = (Directory.CreateTempSubdirectory("pom-bench-"), Directory.CreateTempSubdirectory("pom-bench-"));
        try
        {
            await using var without = await DispatchServer.StartAsync(open.FullName, 2 * connections);
            await using var with = await DispatchServer.StartAsync(closed.FullName, 2 * connections, asksForKeys: true);
            var ratio = await CompareAsync(
                new TaskLoad(without.Api, connections, without.Key), new TaskLoad(with.Api, connections, with.Key), duration, pairs);
            Console.WriteLine(
                $"{connections} connections, {pairs} pairs of {duration.TotalSeconds} s: tasks a second with keys to without {ratio}");
            return ratio.IsBelow(Bound) ? 1 : 0;
        }
        finally
        {
            open.Delete(recursive: true);
            closed.Delete(recursive: true);
        }
    }

    private static async Task<Ratio> CompareAsync(TaskLoad without, TaskLoad with, TimeSpan duration, int pairs)
    {
        await without.RunAsync(WarmUp);
        await with.RunAsync(WarmUp);
        var ratios = new List<double>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var (before, after) = await Pair.MeasureAsync(pair, () => without.RunAsync(duration), () => with.RunAsync(duration));
            ratios.Add(after / before);
        }

        return Ratio.Create(ratios);
    }
}
