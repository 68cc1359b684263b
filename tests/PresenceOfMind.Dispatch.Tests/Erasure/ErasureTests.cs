using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tests.Api;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Erasure;

public sealed class ErasureTests
{
    private const string Ann = """{"contact":"ann@example.com"}""";

    private const string Absence =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20990105T080000Z\r\nDTEND:20990106T080000Z\r\nSUMMARY:Ann Osei is away\r\n"
        + "ATTENDEE:mailto:ann@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task An_erased_person_is_a_pseudonym_everywhere_and_the_rest_of_the_past_stands()
    {
        await using var api = await ApiLife.StartAsync();
        await api.DoAsync("PUT", "/api/v1/workers/ann@example.com", """{"contact":"ann@example.com","name":"Ann Osei","skills":{"a":1}}""");
        await api.Host.FetchAsync(("ann", Available), ("bob", Away));
        await api.DoAsync(
            "PUT",
            "/api/v1/presence/ann@example.com",
            """{"state":"AVAILABLE","note":"Ann Osei, desk 4","expiresInSeconds":9000}""");
        await api.DoAsync("PUT", "/api/v1/presence/bob@example.com", """{"state":"AWAY","note":"with ann@example.com","expiresInSeconds":9000}""");
        await api.DoAsync(
            "POST",
            "/api/v1/tasks",
            """{"title":"For Ann Osei or bob","id":"one","attributes":{"caller":"Ann Osei","n":1}}""");
        await api.DoAsync("POST", "/api/v1/tasks/one/notes", """{"text":"Ann Osei (ann@example.com) called back; ask Annette"}""");
        await api.DoAsync("POST", "/api/v1/tasks", """{"title":"Also for Ann Osei","id":"two","notBefore":"2099-01-01T00:00:00Z"}""");
        Assert.Equal(
            "worker-unknown",
            await api.RefusedAsync(
                HttpStatusCode.NotFound,
                "POST",
                "/api/v1/workers/anne@example.com/erase",
                """{"contact":"anne@example.com"}"""));
        Assert.Equal("worker-unknown", await api.RefusedAsync(HttpStatusCode.NotFound, "GET", "/api/v1/workers/anne@example.com/history"));
        Assert.Equal("worker-busy", await api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/workers/ann@example.com/erase", Ann));
        await api.DoAsync("POST", "/api/v1/tasks/one/complete");
        var at = (await api.GetAsync("/api/v1/teams/demo"))["position"];
        await api.DoAsync("PUT", "/api/v1/calendars/free", new JsonObject { ["name"] = "free", ["iCalendar"] = Absence }.ToJsonString());
        var kept = TeamRows.Load(api.Host.Database, new("demo"), Decider.Instance).State;
        await api.Host.Database.WriteAsync(SnapshotRows.Save(new("demo"), kept.Position, kept.At, TeamSnapshot.Write(kept)));

        Assert.Equal(
            "not-json",
            await api.RefusedAsync(HttpStatusCode.UnsupportedMediaType, "POST", "/api/v1/workers/ann@example.com/erase"));
        foreach (var body in (string[])["{}", """{"contact":"bob@example.com"}""", """{"contact":null}"""])
        {
            Assert.Equal(
                "invalid-field",
                await api.RefusedAsync(HttpStatusCode.BadRequest, "POST", "/api/v1/workers/ann@example.com/erase", body));
        }

        var pseudonym = await EraseAsync();
        Assert.Equal(pseudonym, await EraseAsync());

        using (var connection = api.Host.Database.OpenRead())
        {
            var columns = connection.Query<(string Table, string Name)>(
                "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
                    + "WHERE t.name LIKE 'dispatch_%' AND t.type = 'table' AND c.type = 'TEXT'");
            foreach (var (table, column) in columns)
            {
                var texts = connection.Query<string?>($"SELECT {column} FROM {table}").OfType<string>();
                Assert.DoesNotContain(table == "dispatch_snapshot" && column == "body" ? texts.Select(SnapshotRows.UnpackText) : texts, b =>
                    b.Contains("ann@", StringComparison.OrdinalIgnoreCase) || b.Contains("Osei", StringComparison.OrdinalIgnoreCase));
            }

            Assert.Equal(1, connection.QuerySingle<int>("SELECT COUNT(*) FROM dispatch_snapshot"));
            Assert.Equal(0, connection.QuerySingle<int>("SELECT COUNT(*) FROM dispatch_erasure"));
        }

        var task = await api.GetAsync("/api/v1/tasks/one");
        Assert.Equal(pseudonym, (string?)task["worker"]);
        Assert.Equal(pseudonym, (string?)task["workerName"]);
        Assert.Equal($"For {pseudonym} or bob", (string?)task["title"]);
        Assert.Equal($"{pseudonym} ({pseudonym}) called back; ask Annette", (string?)task["notes"]![0]!["text"]);
        Assert.Equal(pseudonym, (string?)task["attributes"]!["caller"]);
        Assert.Equal($"Also for {pseudonym}", (string?)(await api.GetAsync("/api/v1/tasks/two"))["title"]);
        Assert.Equal(
            ["two", "one"],
            (await api.GetAsync($"/api/v1/tasks?text=For%20{pseudonym}"))["items"]!.AsArray().Select(t => (string)t!["id"]!));
        var then = await api.GetAsync($"/api/v1/teams/demo?at={at}");
        Assert.Contains(then["workers"]!.AsArray(), w => (string?)w!["contact"] == pseudonym);
        await api.StartAgainAsync(o => o.Teams[new("demo")] = TestHost.Demo with { Workers = [TestHost.Demo.Workers[1]] });
        Assert.Equal(["bob"], (await api.GetAsync("/api/v1/workers"))["items"]!.AsArray().Select(w => (string)w!["name"]!));
        Assert.Equal(pseudonym, (string?)(await api.GetAsync("/api/v1/tasks/one"))["worker"]);

        async Task<string> EraseAsync()
        {
            using var answer = await api.SendAsync(
                "POST",
                "/api/v1/workers/ann@example.com/erase",
                """{"contact":"sip:Ann@example.com"}""",
                key: "once");
            return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["pseudonym"]!;
        }
    }
}
