using System.Diagnostics;
using System.Globalization;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Feed;

/// <summary>Changes a second by the device feed, in batches over HTTP, each on the disk before it is answered.</summary>
internal static class FeedBench
{
    private const int People = 10_000;
    private const int Senders = 2;

    // Until everybody is awake and the runtime has compiled anew what is hot.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly string[] States = ["BUSY", "AWAY", "AVAILABLE"];

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var duration = arguments.Seconds(5);
        var batch = arguments.Count(1000);
        await using var server = await ServerProcess.StartAsync();
        await server.Admin.AddPeopleAsync(0, People);
        await RunAsync(server, WarmUp, batch);
        var rates = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            rates.Add(await RunAsync(server, duration, batch));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rates.Order().ElementAt(1):F0} changes/s; batches of {batch}, {Senders} senders, {People} people, the median of 3 runs "
                + $"of {duration.TotalSeconds} s"));
        return 0;
    }

    // Each sender has people of its own, and each report changes what its person is.
    private static async Task<double> RunAsync(ServerProcess server, TimeSpan duration, int batch)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            const int share = People / Senders;
            var bodies = States.Select(state => Enumerable.Range(0, share / batch)
                .Select(i => AdminFeed.Reports((sender * share) + (i * batch), (sender * share) + ((i + 1) * batch), state)).ToArray())
                    .ToArray();
            var sent = 0;
            while (clock.Elapsed < duration)
            {
                await server.Admin.ReportAsync(bodies[sent / bodies[0].Length % States.Length][sent % bodies[0].Length]);
                sent++;
            }

            return (long)sent * batch;
        })));
        return taken.Sum() / clock.Elapsed.TotalSeconds;
    }
}
