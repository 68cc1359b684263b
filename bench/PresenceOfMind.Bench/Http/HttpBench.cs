using System.Globalization;
using System.Net;
using System.Text;
using PresenceOfMind.Bench.Load;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Http;

/// <summary>Session check plus subscribed presence of ten contacts, and set presence, as ratios to bare endpoints.</summary>
internal static class HttpBench
{
    // The runtime compiles what is hot anew, with what it has seen; that takes its time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private const int Users = 128;

    private static readonly string[] Set = ["AWAY", "BUSY", "VACATION"];

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var which = arguments.Word("fetch", "set", "both");
        var duration = arguments.Seconds(3);
        var rounds = arguments.Count(5);
        var only = arguments.Count(0);
        await using var server = await ServerProcess.StartAsync();
        var users = await PrepareAsync(server);

        Console.WriteLine($"{rounds} rounds of {duration.TotalSeconds} s; the median of each");
        Console.WriteLine("what    connections  bare/s   server/s   ratio");
        foreach (var connections in only > 0 ? [only] : new[] { 32, 128, 512 })
        {
            if (which != "set")
            {
                var fetch = users
                    .Select(u => Requests.Create("GET", $"/presence-service/users/{u.Name}/presence/basic/subscriptions/1", u.Key))
                    .ToArray();
                await CompareAsync("fetch", server.Ports, connections, duration, rounds, (c, _) => fetch[c % fetch.Length]);
            }

            if (which != "fetch")
            {
                var set = users.Select(u => Set.Select(s => Requests.Create(
                    "PUT", $"/presence-service/users/{u.Name}/presence/basic", u.Key, $"<presence>{s}</presence>", "Presence-Expiry: 3600"))
                        .ToArray())
                        .ToArray();
                await CompareAsync("set", server.Ports, connections, duration, rounds, (c, n) => set[c % set.Length][n % Set.Length]);
            }
        }

        return 0;
    }

    private static async Task CompareAsync(
        string what, BenchPorts ports, int connections, TimeSpan duration, int rounds, Func<int, int, byte[]> request)
    {
        var pws = new LoadGenerator(new IPEndPoint(IPAddress.Loopback, ports.Pws), connections);
        var bare = new LoadGenerator(new IPEndPoint(IPAddress.Loopback, ports.Bare), connections);
        await pws.RunAsync(WarmUp, request);
        await bare.RunAsync(WarmUp / 2, request);
        var measured = new List<(double Bare, double Server)>();
        for (var round = 0; round < rounds; round++)
        {
            measured.Add((await bare.RunAsync(duration, request), await pws.RunAsync(duration, request)));
        }

        var (b, s, ratio) = (Median(
            measured.Select(m => m.Bare)), Median(measured.Select(m => m.Server)), Median(measured.Select(m => m.Server / m.Bare)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-8}{connections,11}{b,8:F0}{s,11:F0}{ratio,8:F2}"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static async Task<List<(string Name, string Key)>> PrepareAsync(ServerProcess server)
    {
        await server.Admin.AddApplicationAsync();
        await server.Admin.AddPeopleAsync(0, 10 + Users);
        var application = await server.Pws.StartApplicationAsync("http://127.0.0.1:9/");
        var users = new List<(string Name, string Key)>();
        for (var i = 0; i < Users; i++)
        {
            // Those who set are none of the ten who are watched, so that the bytes of a fetch stay the same.
            var name = $"p{i + 10}";
            var key = await server.Pws.LogInAsync(name, application);
            await server.Pws.SubscribeAsync(name, key, Enumerable.Range(0, 10).Select(n => $"p{n}"));
            users.Add((name, key));
        }

        var shown = await server.Pws.FetchAsync(users[0].Name, users[0].Key);
        return shown == Encoding.UTF8.GetString(BenchServer.TenContacts)
            ? users
            : throw new InvalidOperationException("The bare endpoint gives other bytes than the server: " + shown);
    }
}
