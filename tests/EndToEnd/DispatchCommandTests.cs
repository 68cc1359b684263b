using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>The commands of the dispatcher, as people type them.</summary>
public sealed class DispatchCommandTests
{
    [Fact]
    public async Task A_team_is_made_configured_shown_explained_and_removed()
    {
        await using var demo = await Demo.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "desk.json"),
            """
            {
              "workers": [
                { "contact": "nora@localhost", "name": "Nora", "skills": { "windows": 80 }, "labels": { "site": "Berlin" } },
                { "contact": "olaf@localhost", "name": "Olaf", "skills": { "windows": 50 } }
              ],
              "queues": [ { "name": "help", "mode": "offer", "outcomes": ["solved"] } ],
              "routes": [ { "name": "incoming", "queue": "help" } ]
            }
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "queue.json"),
            """{ "name": "network", "offerSeconds": 5 }""",
            TestContext.Current.CancellationToken);

        await DoneAsync(demo, "people", "add", "nora");
        await DoneAsync(demo, "people", "add", "olaf");
        await demo.Pws.SetAsync("AWAY", "nora");
        await demo.Pws.SetAsync("AVAILABLE", "olaf");
        await DoneAsync(demo, "teams", "add", "desk", "desk.json");
        Assert.Equal("demo\ndesk\n", await DoneAsync(demo, "teams", "list"));
        await DoneAsync(demo, "queues", "put", "queue.json", "--team", "desk");
        Assert.Contains("network", await DoneAsync(demo, "queues", "list", "--team", "desk"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "office.json"),
            """{ "name": "office", "timeZone": "Europe/Berlin", "hours": [ { "days": ["monday"], "from": "08:00", "to": "17:00" } ] }""",
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "holidays.ics"),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            TestContext.Current.CancellationToken);
        await DoneAsync(demo, "calendars", "put", "office.json", "--icalendar", "holidays.ics", "--team", "desk");
        Assert.Equal(
            ["office", "Europe/Berlin", "1", "0 and a file"],
            Cells((await DoneAsync(demo, "calendars", "list", "--team", "desk")).Split('\n')[1]));
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "call.json"),
            """{ "name": "call", "states": ["AVAILABLE", "BUSY"], "exclusive": true }""",
            TestContext.Current.CancellationToken);
        await DoneAsync(demo, "channels", "put", "call.json", "--team", "desk");
        Assert.Equal(
            ["call", "AVAILABLE, BUSY", "yes"],
            Cells((await DoneAsync(demo, "channels", "list", "--team", "desk")).Split('\n')[1]));
        await DoneAsync(
            demo,
            "tasks",
            "add",
            "No picture",
            "--id", "p1",
            "--team", "desk",
            "--route", "incoming",
            "--skill", "windows:20",
            "--label", "site=Berlin",
            "--priority", "5",
            "--attributes", """{"kind":"screen"}""");
        await Eventually.GetAsync("Nora's presence", () => demo.Tasks.PresenceAsync("nora@localhost", "desk"), seen => seen == "AWAY");
        await Eventually.GetAsync("Olaf's presence", () => demo.Tasks.PresenceAsync("olaf@localhost", "desk"), seen => seen == "AVAILABLE");
        var explained = (await DoneAsync(demo, "tasks", "explain", "p1", "--team", "desk")).Split('\n');
        Assert.Equal("No worker can take it now: of 2 people, 1 is not available, 1 lacks a label.", explained[0]);
        Assert.Equal(["Nora", "nora@localhost", "presence", "AWAY does not take channel default."], Cells(explained[2]));
        Assert.Equal(["Olaf", "olaf@localhost", "labels", "Lacks the label site=Berlin."], Cells(explained[3]));
        await DoneAsync(demo, "tasks", "note", "p1", "Called back", "--team", "desk");
        await DoneAsync(demo, "tasks", "transfer", "p1", "--to-queue", "network", "--team", "desk", "--by", "nora@localhost");
        var whole = await DoneAsync(demo, "tasks", "show", "p1", "--team", "desk");
        Assert.Contains("labels         site equals Berlin\n", whole, StringComparison.Ordinal);
        Assert.Contains("Called back\n", whole, StringComparison.Ordinal);
        var shown = JsonNode.Parse(await DoneAsync(demo, "tasks", "show", "p1", "--team", "desk", "--json"))!;
        Assert.Equal("network", (string?)shown["queue"]);
        Assert.Equal("Called back", (string?)shown["notes"]![0]!["text"]);
        Assert.Contains("task.added", await DoneAsync(demo, "tasks", "history", "p1", "--team", "desk"), StringComparison.Ordinal);
        Assert.Contains(
            "Nora",
            await DoneAsync(demo, "workers", "pause", "nora@localhost", "break", "--team", "desk"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "AWAY takes no work.\n",
            await DoneAsync(demo, "workers", "explain", "nora@localhost", "--team", "desk"),
            StringComparison.Ordinal);
        Assert.Contains("help", await DoneAsync(demo, "queues", "figures", "--team", "desk"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "export.json"),
            await DoneAsync(demo, "teams", "export", "desk"),
            TestContext.Current.CancellationToken);
        await DoneAsync(demo, "teams", "configure", "desk", "export.json");
        var (code, _, error) = await demo.PomAsync("teams", "remove", "desk");
        Assert.Equal((2, "pom: this removes team desk and its log permanently. To confirm, give --yes.\n"), (code, error));
        (code, _, error) = await demo.PomAsync("workers", "erase", "olaf@localhost", "--team", "desk");
        Assert.Equal(
            (2, "pom: this erases olaf@localhost from all stored data, and cannot be undone. To confirm, give --yes.\n"),
            (code, error));
        (code, _, error) = await demo.PomAsync("tasks", "list");
        Assert.Equal((1, "pom: there are several teams: choose one with --team (or POM_TEAM): demo, desk.\n"), (code, error));
        (code, _, error) = await demo.PomAsync("teams", "remove", "desk", "--yes");
        Assert.Equal((1, "pom: Team desk has an open task; complete or cancel it first.\n"), (code, error));
        await DoneAsync(demo, "tasks", "cancel", "p1", "--reason", "Solved itself", "--team", "desk");
        await DoneAsync(demo, "teams", "remove", "desk", "--yes", "--key", "once");
        await DoneAsync(demo, "teams", "remove", "desk", "--yes", "--key", "once");
        Assert.Equal("demo\n", await DoneAsync(demo, "teams", "list"));
    }

    [Fact]
    public async Task Lists_are_shown_whole_however_many_pages_they_have()
    {
        const int Many = 510;
        await using var demo = await Demo.StartAsync();
        var workers = string.Join(',', Enumerable.Range(0, Many).Select(n => $$"""{"contact":"w{{n}}@elsewhere.example"}"""));
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "big.json"),
            $$"""{"workers":[{{workers}}]}""",
            TestContext.Current.CancellationToken);
        await DoneAsync(demo, "teams", "add", "big", "big.json");
        Assert.Equal(
            Enumerable.Range(0, Many).Select(n => $"w{n}@elsewhere.example").Order(StringComparer.Ordinal),
            Lines(await DoneAsync(demo, "workers", "list", "--team", "big", "--json")).Select(w => (string)JsonNode.Parse(w)!["contact"]!));

        await DoneAsync(
            demo,
            "tasks",
            "add",
            "Long",
            "--id", "long",
            "--team", "big",
            "--named", "w0@elsewhere.example",
            "--by", "Inês O'Hara");
        await demo.Tasks.NoteAsync("big", "long", Many);
        var history = Lines(await DoneAsync(demo, "tasks", "history", "long", "--team", "big", "--json"));
        Assert.Equal(Many + 1, history.Count);
        Assert.Equal("Inês O'Hara", (string?)JsonNode.Parse(history[0])!["data"]!["by"]);
        Assert.Equal($"note {Many}", (string?)JsonNode.Parse(history[^1])!["data"]!["text"]);

        await DoneAsync(demo, "tasks", "add", "Short", "--id", "short", "--team", "big", "--named", "w0@elsewhere.example");
        var page = Lines(await DoneAsync(demo, "tasks", "list", "--team", "big", "--limit", "1"));
        Assert.StartsWith("short", page[1], StringComparison.Ordinal);
        Assert.StartsWith("There are more tasks. For the next page, add --cursor ", page[^1], StringComparison.Ordinal);
        page = Lines(await DoneAsync(demo, "tasks", "list", "--team", "big", "--limit", "1", "--cursor", page[^1].Split(' ')[^1]));
        Assert.StartsWith("long", page[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_line_with_the_member()
    {
        await using var demo = await Demo.StartAsync();
        var (code, _, error) = await demo.PomAsync("tasks", "add", "x", "--units", "0");
        Assert.Equal(1, code);
        Assert.StartsWith("pom: units: ", error, StringComparison.Ordinal);
        Assert.Equal(2, (await demo.PomAsync("tasks", "add", "x", "--label", "site")).Code);
        (code, _, error) = await demo.PomAsync("tasks", "cancel", "x", "--key", "ключ");
        Assert.Equal((2, "pom: the header Idempotency-Key cannot contain \"ключ\": it takes printable ASCII characters.\n"), (code, error));
        (code, _, error) = await demo.PomAsync("tasks", "cancel", "x", "y", "--key", "k");
        Assert.Equal(
            (2, "pom: --key works with one id only: one key stands for one action. Give one id, or leave out --key.\n"),
            (code, error));
        (code, _, error) = await demo.PomAsync("queues", "frob");
        Assert.Equal((2, "pom: pom queues has no command frob; it has: list, show, put, remove, figures.\n"), (code, error));
        (code, _, error) = await demo.PomAsync("calendars");
        Assert.Equal((2, "pom: pom calendars needs a command: list, show, put, remove.\n"), (code, error));
        (code, var output, _) = await demo.PomAsync("tasks", "list", "--state", "expired");
        Assert.Equal((0, "No such tasks.\n"), (code, output));
        Assert.Equal(2, (await demo.PomAsync("queues", "put", "nothing.json")).Code);
        Assert.Equal(3, (await demo.PomAsync("teams", "list", "--url", "http://127.0.0.1:9")).Code);
    }

    private static List<string> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static string[] Cells(string row) =>
        [.. row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static async Task<string> DoneAsync(Demo demo, params string[] arguments)
    {
        var (code, output, error) = await demo.PomAsync(arguments);
        Assert.True(code == 0, $"pom {string.Join(' ', arguments)}: {code} {output}{error}");
        return output;
    }
}
