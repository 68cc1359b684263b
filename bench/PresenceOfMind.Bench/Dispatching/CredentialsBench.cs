using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Bench.Comparing;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>
/// Whether the time of a refusal tells something about keys: requests with a key that nobody knows, with one that is known and has
/// expired, and with one that differs from a known key in its last digit, in turn over one connection.
/// </summary>
internal static class CredentialsBench
{
    /// <summary>How far the times may be apart: 3 %.</summary>
    private const double Low = 0.97;
    private const double High = 1 / Low;

    /// <summary>How many requests of each kind make a pair.</summary>
    private const int Together = 200;

    private const int WarmUp = 20;
    private const string Prefix = "pom_";

    /// <summary>Runs the pairs and prints the ratios.</summary>
    /// <returns>1 where a confidence interval lies beyond the bound.</returns>
    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var pairs = arguments.Count(100);
        var folder = Directory.CreateTempSubdirectory("pom-bench-");
        try
        {
            await using var server = await DispatchServer.StartAsync(folder.FullName, 1, asksForKeys: true);
            var expires = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
            var expired = await server.Keys.AddAsync(new NewKey("expired", new Grant(Role.Lead, "demo", null)) { Expires = expires }, null);
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            string[] texts = [Whole(RandomNumberGenerator.GetHexString(64, lowercase: true)), expired.Text, Near(server.Key!)];
            using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Api}/") };
            var ratios = await CompareAsync(http, texts, pairs);
            Print(pairs, "an expired key", ratios[0]);
            Print(pairs, "a key that is known but for its last digit", ratios[1]);
            return Array.Exists(ratios, r => r.IsBelow(Low) || r.Low > High) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(int pairs, string kind, Ratio ratio) =>
        Console.WriteLine($"{pairs} pairs of {Together} requests: time of a refusal of {kind} to that of an unknown one {ratio}");

    /// <returns>The time of each kind but the first as a ratio to the first.</returns>
    private static async Task<Ratio[]> CompareAsync(HttpClient http, string[] texts, int pairs)
    {
        var ratios = texts.Skip(1).Select(_ => new List<double>()).ToArray();
        for (var pair = -WarmUp; pair < pairs; pair++)
        {
            var times = new TimeSpan[texts.Length];
            for (var i = 0; i < Together * texts.Length; i++)
            {
                // In turn, and each kind as often after one as after another.
                var kind = (i / texts.Length % 2 == 0 ? i : texts.Length - 1 - (i % texts.Length)) % texts.Length;
                times[kind] += await MeasureAsync(http, texts[kind]);
            }

            for (var kind = 1; kind < texts.Length && pair >= 0; kind++)
            {
                ratios[kind - 1].Add(times[kind] / times[0]);
            }
        }

        return [.. ratios.Select(Ratio.Create)];
    }

    private static async Task<TimeSpan> MeasureAsync(HttpClient http, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/teams/demo/tasks");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var time = Stopwatch.GetElapsedTime(began);
        return answer.StatusCode == HttpStatusCode.Unauthorized
            ? time
            : throw new InvalidOperationException($"The key was answered with {(int)answer.StatusCode} instead of 401.");
    }

    /// <summary>A key whose secret differs from that of another in its last digit, with the check sum that belongs to it.</summary>
    private static string Near(string key)
    {
        var secret = key.Substring(Prefix.Length, 64);
        return Whole(secret[..^1] + (secret[^1] == '0' ? '1' : '0'));
    }

    private static string Whole(string secret) =>
        Prefix + secret + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Prefix + secret)))[..8];
}
