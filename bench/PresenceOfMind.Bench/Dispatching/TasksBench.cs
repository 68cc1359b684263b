using System.Globalization;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>
/// Tasks added, assigned and completed through HTTP and disk, as a ratio to bare endpoints that keep as many rows by the same writer.
/// </summary>
internal static class TasksBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var duration = arguments.Seconds(3);
        var rounds = arguments.Count(5);
        var only = arguments.Count(0);
        Console.WriteLine(
            $"{rounds} rounds of {duration.TotalSeconds} s, the median of each; a task is two requests: it is added, "
                + "and so assigned, and completed");
        Console.WriteLine("connections  bare tasks/s  tasks/s   ratio");
        foreach (var connections in only > 0 ? [only] : new[] { 32, 128 })
        {
            var folder = Directory.CreateTempSubdirectory("pom-bench-");
            try
            {
                await using var server = await DispatchServer.StartAsync(folder.FullName, 2 * connections);
                await CompareAsync(server, connections, duration, rounds);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static async Task CompareAsync(DispatchServer server, int connections, TimeSpan duration, int rounds)
    {
        var api = new TaskLoad(server.Api, connections, server.Key);
        var bare = new TaskLoad(server.Bare, connections, key: null);
        await api.RunAsync(WarmUp);
        await bare.RunAsync(WarmUp / 2);
        var measured = new List<(double Bare, double Api)>();
        for (var i = 0; i < rounds; i++)
        {
            measured.Add((await bare.RunAsync(duration), await api.RunAsync(duration)));
        }

        var (b, a, ratio) = (Median(
            measured.Select(m => m.Bare)), Median(measured.Select(m => m.Api)), Median(measured.Select(m => m.Api / m.Bare)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connections,11}{b,14:F0}{a,9:F0}{ratio,8:F2}"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
