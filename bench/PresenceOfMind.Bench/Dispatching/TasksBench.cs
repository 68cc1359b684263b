using System.Globalization;
using PresenceOfMind.Bench.Load;

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
        var api = new LoadGenerator(server.Api, connections);
        var bare = new LoadGenerator(server.Bare, connections);
        var round = 0;
        await RunAsync(api, WarmUp);
        await RunAsync(bare, WarmUp / 2);
        var measured = new List<(double Bare, double Api)>();
        for (var i = 0; i < rounds; i++)
        {
            measured.Add((await RunAsync(bare, duration), await RunAsync(api, duration)));
        }

        var (b, a, ratio) = (Median(
            measured.Select(m => m.Bare)), Median(measured.Select(m => m.Api)), Median(measured.Select(m => m.Api / m.Bare)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connections,11}{b,14:F0}{a,9:F0}{ratio,8:F2}"));

        // Each connection adds a task and completes it, so that nobody is left with one.
        async Task<double> RunAsync(LoadGenerator load, TimeSpan time)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"r{++round}");
            return await load.RunAsync(
                time,
                (connection, number) => Request($"{name}-{connection}-{number / 2}", isAdding: number % 2 == 0),
                together: 2) / 2;
        }
    }

    private static byte[] Request(string id, bool isAdding) => isAdding
        ? Requests.Create(
            "POST",
            "/api/v1/teams/demo/tasks",
            null,
            $$$"""{"id":"{{{id}}}","title":"A task of the bench","attributes":{"customer":"Osei"}}""",
            "Content-Type: application/json")
        : Requests.Create("POST", $"/api/v1/teams/demo/tasks/{id}/complete");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
