using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>What a running program keeps in its audit.</summary>
public sealed class AuditedProgramTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Team = DemoPeople.Team;
    private const string OfTeam = $"api/v1/teams/{Team}/";

    [Fact]
    public async Task A_change_of_configuration_is_kept_with_its_caller_and_what_is_another_after_it()
    {
        using var manager = await ClientAsync("configurer", new Grant(Role.Manager, Team, null));
        const string body = """{"name":"audited","states":["AVAILABLE"],"exclusive":false}""";
        await SendAsync(manager, HttpMethod.Put, OfTeam + "channels/audited", body);
        await SendAsync(manager, HttpMethod.Put, OfTeam + "channels/audited", body.Replace("false", "true", StringComparison.Ordinal));
        await SendAsync(manager, HttpMethod.Delete, OfTeam + "channels/audited", null);

        var entries = await ListAsync(manager, "actor=key:configurer&subject=audited");
        Assert.Equal(["channel.removed", "channel.set", "channel.set"], entries.Select(e => (string?)e["action"]));
        Assert.All(entries, e => Assert.Equal(
            ("key", "127.0.0.1", Team, "done"),
            ((string?)e["kind"], (string?)e["address"], (string?)e["team"], (string?)e["outcome"])));
        Assert.Equal(("false", "true"), (Exclusive(entries[1]["before"]), Exclusive(entries[1]["after"])));
        Assert.Null(entries[2]["before"]);
        Assert.Null(entries[0]["after"]);

        static string? Exclusive(JsonNode? channel) => channel?["exclusive"]?.ToJsonString();
    }

    [Fact]
    public async Task Teams_keys_accounts_and_the_directory_are_kept_by_the_names_of_their_actions()
    {
        using var admin = await ClientAsync("keeper", new Grant(Role.Administrator, null, null));
        string[] expected =
        [
            await DoAsync("team.added", HttpMethod.Post, "api/v1/teams", """{"name":"kept"}"""),
            await DoAsync("team.configured", HttpMethod.Put, "api/v1/teams/kept", """{"rules":{"restSeconds":60}}"""),
            await DoAsync("rules.set", HttpMethod.Put, "api/v1/teams/kept/rules", """{"restSeconds":30}"""),
            await DoAsync("key.added", HttpMethod.Post, "admin/keys", """{"name":"kept/key","role":"viewer","team":"kept"}"""),
            await DoAsync("key.rotated", HttpMethod.Post, "admin/keys/kept%2Fkey/rotate", "{}"),
            await DoAsync("key.revoked", HttpMethod.Delete, "admin/keys/kept%2Fkey", null),
            await DoAsync(
                "account.added", HttpMethod.Post, "admin/accounts", """{"name":"kept","password":"Wet-Paper-Bridge-7"}"""),
            await DoAsync("account.granted", HttpMethod.Post, "admin/accounts/kept/grant", """{"role":"viewer","team":"kept"}"""),
            await DoAsync(
                "account.password-set", HttpMethod.Put, "admin/accounts/kept/password", """{"password":"Wet-Paper-Bridge-8"}"""),
            await DoAsync("account.revoked", HttpMethod.Post, "admin/accounts/kept/revoke", """{"role":"viewer","team":"kept"}"""),
            await DoAsync("account.removed", HttpMethod.Delete, "admin/accounts/kept", null),
            await DoAsync("person.set", HttpMethod.Put, "admin/people/kept", """{"name":"Kept Person"}"""),
            await DoAsync("watcher.blocked", HttpMethod.Put, "admin/people/kept/blocked/liam", null),
            await DoAsync("people.imported", HttpMethod.Post, "admin/people/import", """[{"user":"kept","name":"Kept Otherwise"}]"""),
            await DoAsync("person.removed", HttpMethod.Delete, "admin/people/kept", null),
            await DoAsync("app-user.set", HttpMethod.Put, "admin/app-users/kept-app", """{"password":"Wet-Paper-Bridge-9"}"""),
            await DoAsync("app-user.removed", HttpMethod.Delete, "admin/app-users/kept-app", null),
            await DoAsync("team.removed", HttpMethod.Delete, "api/v1/teams/kept", null),
        ];

        var entries = await ListAsync(admin, "actor=key:keeper&limit=100");
        Assert.Equal(expected, entries.Select(e => (string)e["action"]!).Reverse());
        Assert.All(entries.Where(e => (string?)e["action"] != "people.imported"), e => Assert.StartsWith("kept", (string?)e["subject"]));
        Assert.Equal("kept", (string?)Find("team.added")["team"]);
        Assert.Equal("viewer", (string?)Find("key.added")["after"]!["role"]);
        Assert.Equal("kept", (string?)Find("key.revoked")["team"]);
        Assert.Equal("kept", (string?)Find("account.granted")["after"]!["grants"]![0]!["team"]);
        Assert.Equal(("""{"kept":{"displayName":"Kept Person"}}""", """{"kept":{"displayName":"Kept Otherwise"}}"""), (
            Find("people.imported")["before"]!.ToJsonString(), Find("people.imported")["after"]!.ToJsonString()));
        Assert.Equal("liam", (string?)Find("watcher.blocked")["after"]!["blocked"]![0]);

        var all = await admin.GetStringAsync("admin/audit/export", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Wet-Paper-Bridge", all, StringComparison.Ordinal);
        Assert.DoesNotMatch("pom_[0-9a-f]{16}", all);

        JsonNode Find(string action) => Assert.Single(entries, e => (string?)e["action"] == action);

        async Task<string> DoAsync(string action, HttpMethod method, string path, string? body)
        {
            await SendAsync(admin, method, path, body);
            return action;
        }
    }

    [Fact]
    public async Task What_a_handler_refuses_is_no_change()
    {
        using var admin = await ClientAsync("refused", new Grant(Role.Administrator, null, null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(admin, HttpMethod.Delete, "admin/keys/nobody", null));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(admin, HttpMethod.Put, OfTeam + "rules", """{"restSeconds":-1}"""));
        Assert.Empty(await ListAsync(admin, "actor=key:refused"));
    }

    [Fact]
    public async Task Refusals_are_kept_and_equal_ones_counted_without_the_key()
    {
        using var admin = await ClientAsync("judge", new Grant(Role.Administrator, null, null));
        using var viewer = await ClientAsync("reader", new Grant(Role.Viewer, Team, null));
        using var stranger = Client("pom_" + new string('0', 72));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(viewer, HttpMethod.Put, OfTeam + "rules", "{}"));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, HttpMethod.Get, OfTeam + "workers?secret=1", null));
        }

        var forbidden = await ListAsync(admin, "action=request.refused&actor=key:reader");
        Assert.InRange(forbidden.Count, 1, 3);
        Assert.All(forbidden, e => Assert.Equal(
            ("not-allowed", $"PUT /{OfTeam}rules", Team, "refused"),
            ((string?)e["code"], (string?)e["subject"], (string?)e["team"], (string?)e["outcome"])));
        var unknown = await ListAsync(admin, $"subject={Uri.EscapeDataString($"GET /{OfTeam}workers")}");
        Assert.InRange(unknown.Count, 1, 3);
        Assert.All(
            unknown, e => Assert.Equal(("key-unknown", "none", null), ((string?)e["code"], (string?)e["kind"], (string?)e["actor"])));
    }

    [Fact]
    public async Task A_manager_sees_the_own_team_alone_and_a_lead_nothing()
    {
        using var admin = await ClientAsync("all-seer", new Grant(Role.Administrator, null, null));
        using var manager = await ClientAsync("own-seer", new Grant(Role.Manager, Team, null));
        using var everywhere = await ClientAsync("team-seer", new Grant(Role.Manager, null, null));
        using var lead = await ClientAsync("no-seer", new Grant(Role.Lead, Team, null));
        await SendAsync(admin, HttpMethod.Put, "admin/people/seen", """{"name":"Seen"}""");
        await SendAsync(admin, HttpMethod.Post, "api/v1/teams", """{"name":"seen"}""");
        await SendAsync(admin, HttpMethod.Put, OfTeam + "channels/seen", """{"name":"seen"}""");

        Assert.Equal(["channel.set", "team.added", "person.set"], await SeenAsync(admin));
        Assert.Equal(["channel.set", "team.added"], await SeenAsync(everywhere));
        Assert.Equal(["channel.set"], await SeenAsync(manager));
        Assert.Empty(await ListAsync(manager, "team=seen"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(lead, HttpMethod.Get, "admin/audit", null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(lead, HttpMethod.Get, "admin/audit/export", null));
        Assert.DoesNotContain(
            "person.set",
            await manager.GetStringAsync("admin/audit/export?format=csv", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        static async Task<IEnumerable<string>> SeenAsync(HttpClient http) =>
            (await ListAsync(http, "actor=key:all-seer")).Select(e => (string)e["action"]!);
    }

    [Fact]
    public async Task An_erased_person_is_a_pseudonym_in_the_audit()
    {
        using var admin = await ClientAsync("eraser", new Grant(Role.Administrator, null, null));
        await SendAsync(
            admin, HttpMethod.Put, OfTeam + "workers/ines@localhost", """{"contact":"ines@localhost","name":"Ines Kowalski"}""");
        const string role = """{"role":"worker","team":"demo","worker":"ines@localhost"}""";
        await SendAsync(admin, HttpMethod.Post, "admin/keys", """{"name":"phone","role":"worker","team":"demo","worker":"ines@localhost"}""");
        await SendAsync(
            admin, HttpMethod.Post, "admin/accounts", $$"""{"name":"in","password":"correct horse battery","grants":[{{role}}]}""");
        await SendAsync(admin, HttpMethod.Delete, OfTeam + "workers/ines@localhost", null);
        await StatusAsync(Client(null), HttpMethod.Get, "api/v1/workers/ines@localhost", null);
        await SendAsync(admin, HttpMethod.Post, OfTeam + "workers/ines@localhost/erase", """{"contact":"ines@localhost"}""");

        var all = await admin.GetStringAsync("admin/audit/export", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("ines", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Kowalski", all, StringComparison.OrdinalIgnoreCase);
        var entries = await ListAsync(admin, "actor=key:eraser");
        Assert.Equal(
            ["worker.erased", "worker.removed", "account.added", "key.added", "worker.set"], entries.Select(e => (string)e["action"]!));
        Assert.All(entries, e => Assert.Equal(Team, (string?)e["team"]));
        var pseudonym = Assert.Single(entries
            .Where(e => ((string)e["action"]!).StartsWith("worker", StringComparison.Ordinal))
            .Select(e => (string)e["subject"]!)
            .Distinct());
        Assert.StartsWith("erased-", pseudonym, StringComparison.Ordinal);
        Assert.Equal(pseudonym, (string?)entries[4]["after"]!["name"]);
        Assert.Equal(pseudonym, (string?)entries[3]["after"]!["worker"]);
        Assert.Null(program.Keys.Find("phone"));
        Assert.Null(program.Accounts.Find("in"));
    }

    [Fact]
    public async Task A_query_that_is_wrong_is_refused_by_its_name()
    {
        using var admin = await ClientAsync("asker", new Grant(Role.Administrator, null, null));
        foreach (var (query, field) in ((string, string)[])
            [("limit=0", "limit"), ("cursor=x", "cursor"), ("from=soon", "from"), ("actr=x", "actr"), ("team=", "team")])
        {
            using var answer = await admin.GetAsync(
                new Uri("admin/audit?" + query, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(field, (string?)problem["field"]);
        }
    }

    private static async Task<List<JsonNode>> ListAsync(HttpClient http, string query) =>
        [.. JsonNode.Parse(await http.GetStringAsync("admin/audit?" + query, TestContext.Current.CancellationToken))!["items"]!
            .AsArray().Select(e => e!)];

    private static async Task SendAsync(HttpClient http, HttpMethod method, string path, string? body)
    {
        var status = await StatusAsync(http, method, path, body);
        Assert.True((int)status is >= 200 and < 300, string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {(int)status}"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpClient> ClientAsync(string name, Grant grant) =>
        Client((await program.Keys.AddAsync(new NewKey(name, grant), null)).Text);

    private HttpClient Client(string? key)
    {
        var http = new HttpClient { BaseAddress = program.Page };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}
