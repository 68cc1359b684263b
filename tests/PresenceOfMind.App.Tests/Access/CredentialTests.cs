using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>
/// Requests for all routes with generated credentials: wrong, expired, foreign, truncated, replayed. They never get more than the role
/// allows, and never fail the program.
/// </summary>
public sealed partial class CredentialTests
{
    private const string Team = DemoPeople.Team;
    private const string Worker = "liam@localhost";
    private const string Password = "correct horse battery";

    /// <summary>How many requests are sent; POM_CREDENTIAL_REQUESTS sends more.</summary>
    private static readonly int Requests =
        int.TryParse(Environment.GetEnvironmentVariable("POM_CREDENTIAL_REQUESTS"), out var many) ? many : 4_000;

    private static readonly Grant OfAll = new(Role.Administrator, null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_credential_gets_more_than_its_role()
    {
        var limits = new LimitOptions { RequestsPerKey = int.MaxValue, RequestsPerAddress = int.MaxValue };
        await using var host = await RunningHost.StartAsync("up", s => s with { Limits = limits });
        var credentials = await MakeAsync(host);
        var targets = Targets(host);
        var random = new Random(20261129);
        var requests = Enumerable.Range(0, Requests).Select(_ => (
            Sent: Generate(random, credentials), Target: targets[random.Next(targets.Count)], Seed: random.Next())).ToList();

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = host.Http.BaseAddress,
        };
        var wrong = new ConcurrentBag<string>();
        var answers = new ConcurrentDictionary<(bool IsValid, int Status), int>();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel },
            async (request, cancellationToken) =>
            {
                using var message = ToMessage(request.Target, new Random(request.Seed));
                Add(message, request.Sent);
                using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                answers.AddOrUpdate((request.Sent.Grant is not null, (int)answer.StatusCode), 1, (_, count) => count + 1);
                if (!IsRight(request.Target, request.Sent.Grant, answer))
                {
                    wrong.Add($"{message.Method} {message.RequestUri} with {request.Sent}: {(int)answer.StatusCode}");
                }
            });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(20)));
        Assert.All((int[])[200, 400, 403], status => Assert.Contains((true, status), answers.Keys));
        Assert.All((int[])[200, 302, 401, 403], status => Assert.Contains((false, status), answers.Keys));
        TestContext.Current.SendDiagnosticMessage(string.Join(
            ", ",
            answers.OrderBy(a => a.Key).Select(a => string.Create(
                CultureInfo.InvariantCulture, $"{(a.Key.IsValid ? "valid" : "invalid")} {a.Key.Status}: {a.Value}"))));
        using var still = await host.Http.GetAsync($"/api/v1/teams/{Team}", Cancel);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    /// <summary>Whether an answer keeps to the table. The role worker has what is its own: here the paths name its contact.</summary>
    private static bool IsRight(Target target, Grant? grant, HttpResponseMessage answer)
    {
        var (rule, status) = (target.Rule, answer.StatusCode);
        if ((int)status >= 500)
        {
            // Nobody watches the demo's people here, which is no failure of a request.
            return target.Pattern.Trim('/') is "healthz" or "readyz" && status is HttpStatusCode.ServiceUnavailable;
        }

        if (rule.Needs is Permission.Public)
        {
            return true;
        }

        var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (rule.IsPage && status is HttpStatusCode.Redirect && $"{answer.Headers.Location}".Contains("sign-in", StringComparison.Ordinal));
        var isAllowed = grant is not null
            && (grant.Role.Has(rule.Needs) || (grant.Role.HasForOwn(rule.Needs) && rule.Own is not Ownership.None));
        return isRefused || isAllowed;
    }

    /// <summary>Credentials that count, and texts that do not any more, or not here.</summary>
    private static async Task<Credentials> MakeAsync(RunningHost host)
    {
        var keys = host.Services.GetRequiredService<ApiKeys>();
        var accounts = host.Services.GetRequiredService<AccountStore>();
        var valid = new List<Sent>();
        foreach (var role in (Role[])[Role.Viewer, Role.Worker, Role.Lead, Role.Manager])
        {
            var grant = new Grant(role, Team, role == Role.Worker ? Worker : null);
            valid.Add(new Sent("valid", $"Bearer {(await keys.AddAsync(new NewKey($"valid-{role}", grant), null)).Text}", null, grant));
        }

        var never = new List<Sent>();
        await keys.AddAsync(new NewKey("revoked", OfAll), null);
        var revoked = await keys.RotateAsync("revoked", TimeSpan.Zero);
        await keys.RevokeAsync("revoked");
        var rotated = await keys.AddAsync(new NewKey("rotated", OfAll), null);
        await keys.RotateAsync("rotated", TimeSpan.Zero);
        var elsewhere = await keys.AddAsync(new NewKey("elsewhere", OfAll) { Networks = [IPNetwork.Parse("203.0.113.0/24")] }, null);
        var expires = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
        var expired = await keys.AddAsync(new NewKey("expired", OfAll) { Expires = expires }, null);
        never.Add(new Sent("revoked", $"Bearer {revoked.Text}", null, null));
        never.Add(new Sent("rotated", $"Bearer {rotated.Text}", null, null));
        never.Add(new Sent("of another network", $"Bearer {elsewhere.Text}", null, null));
        never.Add(new Sent("expired", $"Bearer {expired.Text}", null, null));

        // A session that ended by another password, as somebody replays it who copied the cookie before.
        await accounts.AddAsync("replayed", Password, [OfAll], null);
        using var browser = new Browser(host.Http.BaseAddress!);
        using (await browser.SignInAsync("replayed", Password))
        {
            await accounts.SetPasswordAsync("replayed", Password + " again");
        }

        var cookie = browser.Cookies.GetCookieHeader(host.Http.BaseAddress!);
        Assert.Contains("pom-session", cookie, StringComparison.Ordinal);
        never.Add(new Sent("replayed cookie", null, cookie, null));
        var left = expires - DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(50);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Cancel);

        // Whole keys of administrators, to be truncated and changed.
        var whole = host.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        return new Credentials(valid, never, [whole, expired.Text, revoked.Text], cookie);
    }

    private static Sent Generate(Random random, Credentials credentials)
    {
        var text = credentials.Whole[random.Next(credentials.Whole.Count)];
        return random.Next(16) switch
        {
            0 => new Sent("none", null, null, null),
            1 => new Sent("empty", "", null, null),
            2 => new Sent("without a scheme", text, null, null),
            3 => new Sent("basic", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"admin:{text}"))}", null, null),
            4 => new Sent("truncated", $"Bearer {text[..random.Next(text.Length)]}", null, null),
            5 => new Sent("changed", $"Bearer {Flip(random, text)}", null, null),
            6 => new Sent("longer", $"Bearer {text}{(char)random.Next(33, 127)}", null, null),
            7 => new Sent("twice", $"Bearer {text},{text}", null, null),
            8 => new Sent("of nobody", $"Bearer {ApiKeyText.Create()}", null, null),
            9 => new Sent("noise", $"Bearer {Noise(random)}", null, null),
            10 => new Sent("truncated cookie", null, credentials.Cookie[..random.Next(20, credentials.Cookie.Length)], null),
            11 or 12 => credentials.Never[random.Next(credentials.Never.Count)],
            _ => credentials.Valid[random.Next(credentials.Valid.Count)],
        };
    }

    /// <summary>Another digit at one place behind the prefix.</summary>
    private static string Flip(Random random, string text)
    {
        var at = random.Next(4, text.Length);
        var other = "0123456789abcdef".Replace(text[at].ToString(), "", StringComparison.Ordinal)[random.Next(15)];
        return $"{text[..at]}{other}{text[(at + 1)..]}";
    }

    private static string Noise(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => (char)random.Next(33, 127))]);

    /// <summary>All routes but those that stay open.</summary>
    private static List<Target> Targets(RunningHost host) =>
    [
        .. from route in host.Routes
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["PURGE"]
           let pattern = route.RoutePattern.RawText!
           where pattern.Trim('/') is not "_blazor"
           let rule = RouteTable.Find(method, pattern, route.Metadata.GetMetadata<IHttpMethodMetadata>() is null)
           where rule is not null
           select new Target(method, pattern, rule.Value),
    ];

    private static HttpRequestMessage ToMessage(Target target, Random random)
    {
        var path = Parameter().Replace(target.Pattern, match => match.Groups[1].Value switch
        {
            "team" => Team,
            "contact" => target.Method == "DELETE" ? "x-none@localhost" : Worker,
            var name when name.StartsWith('*') => "nothing",
            _ => (string[])["x-none", "%F0%9F%94%91", "a%2Fb", "x%20y", "1"] is var names ? names[random.Next(names.Length)] : "",
        });
        var message = new HttpRequestMessage(new HttpMethod(target.Method), new Uri("/" + path.Trim('/'), UriKind.Relative));
        if (target.Method is "POST" or "PUT" or "PATCH")
        {
            // No handler takes this, so nothing is changed.
            message.Content = target.Rule.IsPage ? new FormUrlEncodedContent([]) : new StringContent("[", null, "application/json");
        }

        if (random.Next(4) == 0)
        {
            // No proxy is trusted here, and so nobody is believed about another address.
            message.Headers.Add("X-Forwarded-For", "203.0.113.7");
            message.Headers.Add("Acting-For", "anna");
        }

        return message;
    }

    private static void Add(HttpRequestMessage message, Sent sent)
    {
        if (sent.Authorization is { } header)
        {
            message.Headers.TryAddWithoutValidation("Authorization", header);
        }

        if (sent.Cookie is { } cookie)
        {
            message.Headers.TryAddWithoutValidation("Cookie", cookie);
        }
    }

    [GeneratedRegex(@"\{(\*{0,2}\w+)[^}]*\}")]
    private static partial Regex Parameter();

    /// <param name="Kind">What is wrong with it.</param>
    /// <param name="Authorization">The header; null for none.</param>
    /// <param name="Cookie">The cookies; null for none.</param>
    /// <param name="Grant">The role that it has; null where it counts for nothing.</param>
    private sealed record Sent(string Kind, string? Authorization, string? Cookie, Grant? Grant)
    {
        /// <summary>Its kind and role, without the secret.</summary>
        public override string ToString() => $"{Kind} credential{(Grant is null ? "" : $" of a {Grant.Role.ToName()}")}";
    }

    private sealed record Credentials(
        IReadOnlyList<Sent> Valid, IReadOnlyList<Sent> Never, IReadOnlyList<string> Whole, string Cookie);

    private sealed record Target(string Method, string Pattern, AccessRule Rule);
}
