using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>Access tokens of the identity provider at the API.</summary>
public sealed class TokenTests(TokenProgram tokens) : IClassFixture<TokenProgram>
{
    private const string Tasks = "/api/v1/teams/demo/tasks";

    private static readonly Dictionary<string, object> Lead = new() { ["preferred_username"] = "anna", ["groups"] = new[] { "leads" } };

    public static TheoryData<string> Wrong =>
    [
        "expired", "not yet valid", "of another issuer", "for another program", "of another key", "of an unknown key", "of no algorithm",
        "of a shared key", "without an end", "without an audience", "without a subject", "changed",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestIdentityProvider Provider => tokens.Provider;

    [Fact]
    public async Task A_token_gives_the_roles_of_its_groups_and_the_log_keeps_whose_it_is()
    {
        using var added = await SendAsync(HttpMethod.Post, Tasks, Provider.Issue(Lead), new { title = "Water the plants" });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (string?)JsonNode.Parse(await added.Content.ReadAsStringAsync(Cancel))!["id"];
        using var history = await SendAsync(HttpMethod.Get, $"{Tasks}/{id}/history", Provider.Issue(Lead));
        Assert.Contains("\"openid:anna\"", await history.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/admin/people", Provider.Issue(Lead)));
        var administrator = Provider.Issue(new() { ["groups"] = "admins" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/admin/people", administrator));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_not_valid_gets_401_and_says_so(string how)
    {
        using var answer = await SendAsync(HttpMethod.Get, Tasks, Make(how));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal(("Bearer", "error=\"invalid_token\""), (challenge.Scheme, challenge.Parameter));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("token-invalid", (string?)problem["code"]);
        Assert.StartsWith("This ", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_may_differ_by_less_than_a_minute()
    {
        var late = Provider.Issue(Lead, t => t.Expires = DateTime.UtcNow.AddSeconds(-20));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Tasks, late));
        var early = Provider.Issue(Lead, t => t.NotBefore = DateTime.UtcNow.AddSeconds(40));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Tasks, early));
    }

    [Fact]
    public async Task A_worker_is_the_contact_of_the_token_unless_the_address_was_not_verified()
    {
        Dictionary<string, object> claims = new() { ["groups"] = new[] { "desk" }, ["email"] = "Liam@localhost" };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/offers?worker=liam@localhost", Provider.Issue(claims)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/v1/offers?worker=carlotta@localhost", Provider.Issue(claims)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Tasks, Provider.Issue(claims)));

        claims["email_verified"] = false;
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/v1/offers?worker=liam@localhost", Provider.Issue(claims)));
    }

    [Fact]
    public async Task A_token_without_a_known_group_sees_no_team()
    {
        using var teams = await SendAsync(HttpMethod.Get, "/api/v1/teams", Provider.Issue(new() { ["groups"] = new[] { "Leads" } }));
        Assert.DoesNotContain("demo", await teams.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, teams.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Tasks, Provider.Issue(new() { ["groups"] = Array.Empty<string>() })));
    }

    [Fact]
    public async Task A_page_takes_no_token()
    {
        using var page = await SendAsync(HttpMethod.Get, "/", Provider.Issue(Lead));
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
    }

    [Fact]
    public async Task With_an_identity_provider_nobody_is_administrator_without_showing_who_it_is()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Tasks, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/admin/people", null));
    }

    [Fact]
    public async Task The_audit_keeps_tokens_that_were_refused_and_no_part_of_them()
    {
        var token = Make("expired");
        await StatusAsync("/api/v1/teams/demo/queues", token);
        var entries = await tokens.Program.Audit.ListAsync(new AuditFilter(), before: null, most: 500);
        var refused = Assert.Single(entries, e => e.Subject == "GET /api/v1/teams/demo/queues");
        Assert.Equal(("token-invalid", AuditOutcome.Refused, "none"), (refused.Code, refused.Outcome, refused.Kind));
        Assert.DoesNotContain(token.Split('.')[2], string.Join('\n', entries), StringComparison.Ordinal);
    }

    private string Make(string how)
    {
        using var foreign = RSA.Create(2048);
        SigningCredentials Foreign(string id) => new(
            new RsaSecurityKey(foreign.ExportParameters(true)) { KeyId = id }, SecurityAlgorithms.RsaSha256);
        var good = Provider.Issue(Lead);
        return how switch
        {
            "expired" => Provider.Issue(Lead, t => t.Expires = DateTime.UtcNow.AddMinutes(-2)),
            "not yet valid" => Provider.Issue(Lead, t => t.NotBefore = DateTime.UtcNow.AddMinutes(2)),
            "of another issuer" => Provider.Issue(Lead, t => t.Issuer = "https://other.example"),
            "for another program" => Provider.Issue(Lead, t => t.Audience = "another"),
            "of another key" => Provider.Issue(Lead, t => t.SigningCredentials = Foreign("one")),
            "of an unknown key" => Provider.Issue(Lead, t => t.SigningCredentials = Foreign("two")),
            "of no algorithm" => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{good.Split('.')[1]}.",
            "of a shared key" => Provider.Issue(Lead, t => t.SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Provider.PublicKey)) { KeyId = "one" }, SecurityAlgorithms.HmacSha256)),
            "without an end" => Provider.Issue(Lead, defaultTimes: false),
            "without an audience" => Provider.Issue(Lead, t => t.Audience = null),
            "without a subject" => Provider.Issue(new(Lead) { ["sub"] = "" }),
            "changed" => $"{good.Split('.')[0]}.{Change(good.Split('.')[1])}.{good.Split('.')[2]}",
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };
    }

    private static string Change(string payload) => Base64UrlEncoder.Encode(
        Base64UrlEncoder.Decode(payload).Replace("leads", "admins", StringComparison.Ordinal));

    private async Task<HttpStatusCode> StatusAsync(string path, string? token)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, token);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = tokens.Program.Page };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await http.SendAsync(request, Cancel);
    }
}

/// <summary>The identity provider does not answer, in programs of their own.</summary>
public sealed class TokenOutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_of_known_keys_count_while_the_provider_is_down()
    {
        await using var tokens = new TokenProgram();
        await tokens.InitializeAsync();
        var token = tokens.Provider.Issue(new() { ["groups"] = "leads" });
        Assert.Equal(HttpStatusCode.OK, (await StatusAsync(tokens, token)).Status);
        await tokens.Provider.StopAsync();
        Assert.Equal(HttpStatusCode.OK, (await StatusAsync(tokens, token)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_get_503_and_keys_go_on_while_nobody_tells_the_keys_of_the_provider(bool isHanging)
    {
        await using var tokens = new TokenProgram();
        await tokens.InitializeAsync();
        tokens.Provider.IsHanging = isHanging;
        if (!isHanging)
        {
            await tokens.Provider.StopAsync();
        }

        var token = tokens.Provider.Issue(new() { ["groups"] = "leads" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusAsync(tokens, token)));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "provider-unreachable"), answer));

        var key = await tokens.Program.Keys.AddAsync(
            new NewKey("spare", new Grant(Role.Viewer, "demo", null)), null);
        Assert.Equal(HttpStatusCode.OK, (await StatusAsync(tokens, key.Text)).Status);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> StatusAsync(TokenProgram tokens, string token)
    {
        using var http = new HttpClient { BaseAddress = tokens.Program.Page };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync("/api/v1/teams/demo/tasks", Cancel);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return (answer.StatusCode, (string?)(body as JsonObject)?["code"]);
    }
}
