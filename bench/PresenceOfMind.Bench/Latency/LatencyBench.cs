using System.Diagnostics;
using System.Globalization;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Latency;

/// <summary>
/// From a change of one person to the callbacks of all who watch, beside a bare client that calls the same listener as often,
/// with as many calls at once as the server makes to one host.
/// </summary>
internal static class LatencyBench
{
    private const int AtOnce = 8;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var most = arguments.Count(5000);
        var rounds = arguments.Count(10);
        await using var listener = await Callbacks.StartAsync();
        await using var server = await ServerProcess.StartAsync(listener.Port);
        await server.Admin.AddApplicationAsync();
        await server.Admin.AddPeopleAsync(0, most + 1);
        var application = await server.Pws.StartApplicationAsync(listener.Url);
        var watched = await server.Pws.LogInAsync("p0", application);

        Console.WriteLine("watchers   change to callback p50     p99    bare p50     p99   ratio p50     p99");
        var watchers = new List<(string Name, string Key)>();
        var changed = 0;
        foreach (var count in new[] { 1, 100, most })
        {
            await WatchAsync(server.Pws, listener, watchers, application, count);
            var repeats = count == 1 ? rounds * 50 : rounds;
            var (changes, bare) = (new List<double>(), new List<double>());
            for (var round = -repeats / 2; round < repeats; round++)
            {
                var told = await ChangeAsync(server.Pws, listener, watchers, watched, changed++ % 2 == 0 ? "AWAY" : "BUSY");
                var called = await CallAsync(listener, count);
                if (round >= 0)
                {
                    changes.AddRange(told);
                    bare.AddRange(called);
                }
            }

            var ((c50, c99), (b50, b99)) = (Percentiles(changes), Percentiles(bare));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count,8}{c50,24:F2} ms{c99,6:F2}{b50,9:F2} ms{b99,6:F2}{c50 / b50,12:F1}{c99 / b99,8:F1}"));
        }

        return 0;
    }

    private static async Task WatchAsync(
        PwsUsers users, Callbacks listener, List<(string Name, string Key)> watchers, string application, int count)
    {
        var more = Enumerable.Range(watchers.Count + 1, count - watchers.Count).ToList();
        var told = listener.ExpectAsync(more.Count);
        await Parallel.ForEachAsync(more, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var name = $"p{i}";
            var key = await users.LogInAsync(name, application);
            await users.SubscribeAsync(name, key, ["p0"]);
            lock (watchers)
            {
                watchers.Add((name, key));
            }
        });
        await told;
        await FetchAsync(users, watchers);
    }

    private static Task FetchAsync(PwsUsers users, List<(string Name, string Key)> watchers) =>
        Parallel.ForEachAsync(
            watchers,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (w, _) => await users.FetchAsync(w.Name, w.Key));

    private static async Task<IReadOnlyList<double>> ChangeAsync(
        PwsUsers users, Callbacks listener, List<(string Name, string Key)> watchers, string key, string state)
    {
        var told = listener.ExpectAsync(watchers.Count);
        var start = Stopwatch.GetTimestamp();
        await users.SetAsync("p0", key, state);
        var times = await told;
        await FetchAsync(users, watchers);
        return [.. times.Select(t => Stopwatch.GetElapsedTime(start, t).TotalMilliseconds)];
    }

    private static async Task<IReadOnlyList<double>> CallAsync(Callbacks listener, int count)
    {
        using var http = new HttpClient();
        await http.GetAsync(new Uri(listener.Url.Replace("/told", "/warm", StringComparison.Ordinal)));
        var called = listener.ExpectAsync(count);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellationToken) =>
        {
            using var answer = await http.GetAsync(new Uri(listener.Url), cancellationToken);
        });
        return [.. (await called).Select(t => Stopwatch.GetElapsedTime(start, t).TotalMilliseconds)];
    }

    private static (double P50, double P99) Percentiles(List<double> times)
    {
        times.Sort();
        return (times[times.Count / 2], times[times.Count * 99 / 100]);
    }
}
