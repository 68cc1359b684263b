using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>A task's own id is an idempotency key for ever, also when the team has forgotten the task.</summary>
public sealed class FirstAnswerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_same_task_again_gets_the_first_answer_when_it_ended_long_ago_and_another_one_is_refused()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.KeepAsync("old", TeamHarness.WithOldTask().Log);

        using var again = await AddAsync(host, """{"title":"one","id":"one","priority":3}""");
        var text = await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(again.StatusCode == HttpStatusCode.Created, text);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(("assigned", "fay@example.com"), ((string?)answer["state"], (string?)answer["worker"]));
        Assert.Equal(3, (int?)answer["priority"]);

        using var other = await AddAsync(host, """{"title":"another","id":"one"}""");
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal(
            "task-exists",
            (string?)JsonNode.Parse(await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"]);
        using var free = await AddAsync(host, """{"title":"two","id":"two"}""");
        Assert.Equal(HttpStatusCode.Created, free.StatusCode);
        Assert.Equal(["two"], (await host.Teams.GetViewAsync(new("old"))).Tasks.Select(t => t.Id.Value));
    }

    [Fact]
    public async Task An_id_stays_taken_when_its_beginning_is_behind_a_snapshot()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        var team = TeamHarness.WithOldTask();
        await host.KeepAsync("old", team.Log);
        await host.Database.WriteAsync(SnapshotRows.Save(new("old"), team.State.Position, team.State.At, TeamSnapshot.Write(team.State)));
        await host.Database.WriteAsync(SnapshotRows.Cut(new("old"), team.State.Position, team.State.Position));

        using var again = await AddAsync(host, """{"title":"one","id":"one","priority":3}""");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HttpResponseMessage> AddAsync(TestHost host, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Http.PostAsync("/api/v1/teams/old/tasks", content, TestContext.Current.CancellationToken);
    }
}
