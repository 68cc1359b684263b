using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PresenceOfMind.Bench.Load;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Http;

/// <summary>Session check plus subscribed presence of ten contacts, and set presence, as ratios to bare endpoints.</summary>
internal static partial class HttpBench
{
    // The runtime compiles what is hot anew, with what it has seen; that takes its time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private static readonly string[] Set = ["AWAY", "BUSY", "VACATION"];

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var which = arguments.Word("fetch", "set", "both");
        var duration = arguments.Seconds(3);
        var rounds = arguments.Count(5);
        var only = arguments.Count(0);
        var folder = Directory.CreateTempSubdirectory("pom-bench-");
        using var server = Start(folder.FullName);
        var ports = JsonSerializer.Deserialize<int[]>((await server.StandardOutput.ReadLineAsync())!)!;
        var users = await PrepareAsync(ports[0]);

        Console.WriteLine($"{rounds} rounds of {duration.TotalSeconds} s; the median of each");
        Console.WriteLine("what    connections  bare/s   server/s   ratio");
        foreach (var connections in only > 0 ? [only] : new[] { 32, 128 })
        {
            if (which != "set")
            {
                var fetch = users.Select(u => Requests.Of("GET", $"/presence-service/users/{u.Name}/presence/basic/subscriptions/1", u.Key)).ToArray();
                await CompareAsync("fetch", ports, connections, duration, rounds, (c, _) => fetch[c % fetch.Length]);
            }

            if (which != "fetch")
            {
                var set = users.Select(u => Set.Select(s => Requests.Of(
                    "PUT", $"/presence-service/users/{u.Name}/presence/basic", u.Key, $"<presence>{s}</presence>", "Presence-Expiry: 3600")).ToArray()).ToArray();
                await CompareAsync("set", ports, connections, duration, rounds, (c, n) => set[c % set.Length][n % Set.Length]);
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        folder.Delete(recursive: true);
        return 0;
    }

    private static async Task CompareAsync(string what, int[] ports, int connections, TimeSpan duration, int rounds, Func<int, int, byte[]> request)
    {
        var pws = new LoadGenerator(new IPEndPoint(IPAddress.Loopback, ports[0]), connections);
        var bare = new LoadGenerator(new IPEndPoint(IPAddress.Loopback, ports[1]), connections);
        await pws.RunAsync(WarmUp, request);
        await bare.RunAsync(WarmUp / 2, request);
        var measured = new List<(double Bare, double Server)>();
        for (var round = 0; round < rounds; round++)
        {
            measured.Add((await bare.RunAsync(duration, request), await pws.RunAsync(duration, request)));
        }

        var (b, s, ratio) = (Median(measured.Select(m => m.Bare)), Median(measured.Select(m => m.Server)), Median(measured.Select(m => m.Server / m.Bare)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-8}{connections,11}{b,8:F0}{s,11:F0}{ratio,8:F2}"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static Process Start(string folder) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", folder])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static async Task<List<(string Name, string Key)>> PrepareAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/presence-service/") };
        var app = Key(await Send(http, "POST", "users/app/sessions", null, "<session><password>secret</password></session>"));
        await Send(http, "POST", "endpoints", app, "<endpoint><url>http://127.0.0.1:9/</url></endpoint>");
        var ten = string.Concat(Enumerable.Range(0, 10).Select(i => $"<contact contactURI=\"p{i}@localhost\"/>"));
        var users = new List<(string, string)>();
        for (var i = 0; i < 128; i++)
        {
            // Those who set are none of the ten who are watched, so that the bytes of a fetch stay the same.
            var name = $"p{i + 10}";
            var key = Key(await Send(http, "POST", $"users/{name}/sessions", app, null));
            await Send(http, "POST", $"users/{name}/subscriptions", key, $"<subscription><contactsList>{ten}</contactsList><subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>");
            users.Add((name, key));
        }

        var (user, session) = users[0];
        var shown = await Send(http, "GET", $"users/{user}/presence/basic/subscriptions/1", session, null);
        return shown == System.Text.Encoding.UTF8.GetString(BenchServer.TenContacts)
            ? users
            : throw new InvalidOperationException("The bare endpoint gives other bytes than the server: " + shown);
    }

    private static async Task<string> Send(HttpClient http, string method, string path, string? key, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Presence-Expiry", "3600");
        if (key is not null)
        {
            request.Headers.Add("Presence-Session-Key", key);
        }

        request.Content = body is null ? null : new StringContent(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    private static string Key(string session) => SessionKey().Match(session).Groups[1].Value;

    [GeneratedRegex("<sessionKey>(.*)</sessionKey>")]
    private static partial Regex SessionKey();
}
