using System.Diagnostics;
using System.Globalization;

namespace PresenceOfMind.Bench.Comparing;

/// <summary>
/// Compares two builds of this program by one of its benchmarks: each pair runs both, in turn, so that the load of the machine meets both
/// alike.
/// </summary>
internal static class CompareBench
{
    /// <summary>What the present build may lose.</summary>
    private const double Bound = 0.95;

    /// <summary>Runs the pairs and prints the ratio of each figure.</summary>
    /// <param name="former">The folder of the former build's program.</param>
    /// <param name="present">The folder of the present build's program.</param>
    /// <param name="pairs">How many pairs, 2 at least; ten say something.</param>
    /// <param name="benchmark">The benchmark and its arguments.</param>
    /// <returns>1 where the confidence interval of a figure's ratio lies below 0.95.</returns>
    public static async Task<int> RunAsync(string former, string present, int pairs, string[] benchmark)
    {
        var ratios = new Dictionary<string, List<double>>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var (before, after) = await Pair.MeasureAsync(
                pair, () => MeasureAsync(former, benchmark), () => MeasureAsync(present, benchmark));
            foreach (var (name, speed) in after)
            {
                if (!ratios.TryGetValue(name, out var known))
                {
                    ratios.Add(name, known = []);
                }

                known.Add(speed / before[name]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pair {pair + 1}, {name}: {known[^1]:F3}"));
            }
        }

        var slower = 0;
        foreach (var (name, known) in ratios)
        {
            var ratio = Ratio.Create(known);
            Console.WriteLine($"{name}: speed of the present build to the former {ratio}{(ratio.IsBelow(Bound) ? ", slower" : "")}");
            slower += ratio.IsBelow(Bound) ? 1 : 0;
        }

        return slower > 0 ? 1 : 0;
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string folder, string[] benchmark)
    {
        var program = Path.Combine(folder, Path.GetFileName(Environment.ProcessPath!));
        using var process = Process.Start(new ProcessStartInfo(program, benchmark) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var figures = BenchFigures.Read(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return process.ExitCode == 0 && figures.Count > 0
            ? figures
            : throw new InvalidOperationException(
                $"The benchmark {string.Join(' ', benchmark)} of {folder} ended with {process.ExitCode} and printed no figure:\n{text}");
    }
}
