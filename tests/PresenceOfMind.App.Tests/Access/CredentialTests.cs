using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>
/// Requests with generated credentials: wrong, expired, foreign, truncated, replayed. They never get more than the role allows, and
/// never fail the program.
/// </summary>
public sealed class CredentialTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    /// <summary>How many requests are sent; POM_CREDENTIAL_REQUESTS sends more.</summary>
    private static readonly int Requests =
        int.TryParse(Environment.GetEnvironmentVariable("POM_CREDENTIAL_REQUESTS"), out var many) ? many : 4_000;

    private static readonly (HttpMethod Method, string Path, Permission Needs)[] Targets =
    [
        (HttpMethod.Get, $"api/v1/teams/{DemoPeople.Team}/tasks", Permission.Read),
        (HttpMethod.Get, "api/v1/tasks", Permission.Read),
        (HttpMethod.Post, $"api/v1/teams/{DemoPeople.Team}/tasks", Permission.Lead),
        (HttpMethod.Put, $"api/v1/teams/{DemoPeople.Team}/rules", Permission.Manage),
        (HttpMethod.Delete, "api/v1/teams/nobodys", Permission.Administer),
        (HttpMethod.Get, "admin/people", Permission.Administer),
        (HttpMethod.Get, "admin/keys", Permission.ManageKeys),
        (HttpMethod.Put, "admin/load", Permission.Administer),
    ];

    [Fact]
    public async Task No_credential_gets_more_than_its_role()
    {
        var random = new Random(20261129);
        var known = new Dictionary<string, Role>();
        foreach (var role in new[] { Role.Viewer, Role.Lead, Role.Manager, Role.Administrator })
        {
            var team = role == Role.Administrator ? null : DemoPeople.Team;
            known[(await AddAsync($"good-{role}", new Grant(role, team, null))).Text] = role;
        }

        var revoked = await AddAsync("revoked", new Grant(Role.Administrator, null, null));
        await program.Keys.RevokeAsync("revoked");
        var former = await AddAsync("rotated", new Grant(Role.Administrator, null, null));
        await program.Keys.RotateAsync("rotated", TimeSpan.Zero);
        var foreign = await AddAsync("foreign", new Grant(Role.Manager, "another", null));
        string[] texts = [.. known.Keys, revoked.Text, former.Text, foreign.Text];

        using var http = new HttpClient { BaseAddress = program.Page };
        var wrong = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests).Select(_ => (Header: Generate(random, texts), Target: Targets[random.Next(Targets.Length)])),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (request, cancellationToken) =>
            {
                using var message = new HttpRequestMessage(request.Target.Method, request.Target.Path);
                if (request.Header is { } header)
                {
                    message.Headers.TryAddWithoutValidation("Authorization", header);
                }

                if (message.Method != HttpMethod.Get)
                {
                    // No handler takes this, so nothing is changed.
                    message.Content = new StringContent("[", null, "application/json");
                }

                using var answer = await http.SendAsync(message, cancellationToken);
                if (!IsRight(answer.StatusCode, FindRole(request.Header, known), request.Header, foreign.Text, request.Target.Needs))
                {
                    lock (wrong)
                    {
                        wrong.Add($"{message.Method} {message.RequestUri} with \"{request.Header}\": {answer.StatusCode}");
                    }
                }
            });

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.NotNull(JsonNode.Parse(await SendAsync(http, $"api/v1/teams/{DemoPeople.Team}", known.Keys.First())));
    }

    private static bool IsRight(HttpStatusCode status, Role? role, string? header, string foreign, Permission needs)
    {
        if (FindKey(header) == foreign)
        {
            // It manages the keys of its own team, and a path without a team means none that it sees.
            return status is HttpStatusCode.Forbidden
                || (needs is Permission.ManageKeys && status is HttpStatusCode.OK)
                || (needs is Permission.Read && status is HttpStatusCode.BadRequest);
        }

        return role is not { } known ? status is HttpStatusCode.Unauthorized
            : known.Has(needs) ? status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound
            : status is HttpStatusCode.Forbidden;
    }

    /// <summary>What a header says is the key, in whatever case its scheme is written; null where it says none.</summary>
    private static string? FindKey(string? header) =>
        header?.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim() : null;

    private static Role? FindRole(string? header, Dictionary<string, Role> known) =>
        FindKey(header) is { } key && known.TryGetValue(key, out var role) ? role : null;

    private static string? Generate(Random random, string[] texts)
    {
        var text = texts[random.Next(texts.Length)];
        return random.Next(12) switch
        {
            0 => null,
            1 => "",
            2 => text,
            3 => $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"admin:{text}"))}",
            4 => $"Bearer {text[..random.Next(text.Length)]}",
            5 => $"Bearer {Flip(random, text)}",
            6 => $"Bearer {text}{(char)random.Next(33, 127)}",
            7 => $"Bearer {text},{text}",
            8 => $"Bearer {new string([.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => (char)random.Next(33, 127))])}",
            9 => $"bearer  {text} ",
            _ => $"Bearer {text}",
        };
    }

    /// <summary>Another digit at one place behind the prefix.</summary>
    private static string Flip(Random random, string text)
    {
        var at = random.Next(4, text.Length);
        var other = "0123456789abcdef".Replace(text[at].ToString(), "", StringComparison.Ordinal)[random.Next(15)];
        return $"{text[..at]}{other}{text[(at + 1)..]}";
    }

    private static async Task<string> SendAsync(HttpClient http, string path, string key)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        message.Headers.Add("Authorization", $"Bearer {key}");
        using var answer = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<IssuedKey> AddAsync(string name, Grant grant) => program.Keys.AddAsync(new NewKey(name, grant), null);
}
