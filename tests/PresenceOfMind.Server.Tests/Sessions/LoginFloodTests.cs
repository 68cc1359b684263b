using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Server.Tests.Soap;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Sessions;

/// <summary>
/// A flood of log-ins from 300 connections, while users log in of whom the process knows nothing yet. The bounds are far above what
/// is measured, for slow machines, and far below the 21 s that a good log-in took when strangers stood in the same queue.
/// </summary>
[Trait("Takes", "long")]
public sealed class LoginFloodTests(ITestOutputHelper output)
{
    private const int Connections = 300;
    private const int GoodLogins = 10;
    private const string Rest = "/presence-service/users/";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(15);

    private int _names;

    public enum Flood
    {
        /// <summary>Each name new, over REST.</summary>
        MadeUpNames,

        /// <summary>Each name new, over SOAP.</summary>
        MadeUpNamesOverSoap,

        /// <summary>The name of one user, forced, each password new.</summary>
        WrongPasswords,

        /// <summary>End users with keys that nobody has.</summary>
        WrongKeys,
    }

    [Theory]
    [InlineData(Flood.MadeUpNames)]
    [InlineData(Flood.MadeUpNamesOverSoap)]
    [InlineData(Flood.WrongPasswords)]
    [InlineData(Flood.WrongKeys)]
    public async Task Good_logins_go_first_and_all_others_are_answered_in_time(Flood flood)
    {
        await using var server = await PwsTestServer.StartAsync();
        foreach (var user in Enumerable.Range(0, 2 * GoodLogins))
        {
            await server.Directory().AddAppUserAsync($"good{user}", "secret");
        }

        var unloaded = await LogInAsync(server, 0, TimeSpan.Zero);
        var answers = new ConcurrentDictionary<string, int>();
        var slowest = TimeSpan.Zero;
        using var end = new CancellationTokenSource();
        using var attacker = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = server.Address,
        };
        var attackers = Enumerable
            .Range(0, Connections)
            .Select(_ => AttackAsync(attacker, flood, answers, t => slowest = t > slowest ? t : slowest, end.Token))
            .ToList();
        var loaded = await LogInAsync(server, GoodLogins, Pause);
        await end.CancelAsync();
        await Task.WhenAll(attackers);

        output.WriteLine(
            $"{flood}: good {unloaded.TotalMilliseconds:F0} ms, flooded {loaded.TotalMilliseconds:F0} ms; refused within "
                + $"{slowest.TotalMilliseconds:F0} ms: {string.Join(", ", answers.Select(a => $"{a.Value} x {a.Key}"))}");
        Assert.InRange(loaded, TimeSpan.Zero, (10 * unloaded) + TimeSpan.FromSeconds(4));
        Assert.InRange(slowest, TimeSpan.Zero, AnsweredWithin);
        Assert.Subset(new HashSet<string> { "400/114", "200/114", "503/212", "401/101" }, answers.Keys.ToHashSet());
    }

    /// <returns>The longest that one of ten users took, each of whom logs in for the first time.</returns>
    private static async Task<TimeSpan> LogInAsync(PwsTestServer server, int from, TimeSpan pause)
    {
        var longest = TimeSpan.Zero;
        for (var user = from; user < from + GoodLogins; user++)
        {
            await Task.Delay(pause);
            var began = Stopwatch.GetTimestamp();
            using var answer = await server.SendAsync(
                "POST",
                $"/users/good{user}/sessions",
                body: "<session><password>secret</password></session>");
            Assert.Equal(201, (int)answer.StatusCode);
            var took = Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
        }

        return longest;
    }

    private async Task AttackAsync(
        HttpClient client,
        Flood flood,
        ConcurrentDictionary<string, int> answers,
        Action<TimeSpan> took,
        CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var request = Request(flood, Interlocked.Increment(ref _names));
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request, CancellationToken.None);
            var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            took(Stopwatch.GetElapsedTime(began));
            var code = Regex.Match(body, "[<:]code>([0-9]+)<").Groups[1].Value;
            answers.AddOrUpdate($"{(int)answer.StatusCode}/{code}", 1, (_, n) => n + 1);
        }
    }

    private static HttpRequestMessage Request(Flood flood, int name)
    {
        var request = flood switch
        {
            Flood.MadeUpNames => new HttpRequestMessage(HttpMethod.Post, $"{Rest}nobody{name}/sessions")
            {
                Content = Xml("<session><password>guess</password></session>"),
            },
            Flood.WrongPasswords => new HttpRequestMessage(HttpMethod.Put, Rest + "app/session")
            {
                Content = Xml($"<session><password>{name}</password></session>"),
            },
            Flood.WrongKeys => new HttpRequestMessage(HttpMethod.Post, Rest + "joe/sessions"),
            _ => new HttpRequestMessage(HttpMethod.Post, SoapLife.Path)
            {
                Content = Xml(SoapLife.Envelope($"<login><username>nobody{name}</username><password>guess</password></login>")),
            },
        };
        if (flood == Flood.WrongKeys)
        {
            request.Headers.TryAddWithoutValidation("Presence-Session-Key", $"{name}");
        }

        return request;
    }

    private static StringContent Xml(string text) => new(text, Encoding.UTF8, "text/xml");
}
