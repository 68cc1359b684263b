using System.Net;
using Dapper;
using PresenceOfMind.Dispatch.Tests.Api;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Erasure;

public sealed class ErasureTests
{
    [Fact]
    public async Task An_erased_person_is_a_pseudonym_everywhere_and_the_rest_of_the_past_stands()
    {
        await using var api = await ApiLife.StartAsync();
        await api.DoAsync("PUT", "/api/v1/workers/ann@example.com", """{"contact":"ann@example.com","name":"Ann Osei","skills":{"a":1}}""");
        await api.Host.FetchAsync(("ann", Available), ("bob", Away));
        await api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        Assert.Equal("worker-busy", await api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/workers/ann@example.com/erase"));
        await api.DoAsync("POST", "/api/v1/tasks/one/complete");
        var at = (await api.GetAsync("/api/v1/teams/demo"))["position"];

        var pseudonym = (string)(await api.DoAsync("POST", "/api/v1/workers/ann@example.com/erase"))!["pseudonym"]!;

        using (var connection = api.Host.Database.OpenRead())
        {
            foreach (var table in (string[])["dispatch_event", "dispatch_task"])
            {
                Assert.DoesNotContain(connection.Query<string>($"SELECT body || COALESCE(worker, '') FROM {table}"), b =>
                    b.Contains("ann@", StringComparison.OrdinalIgnoreCase) || b.Contains("Osei", StringComparison.OrdinalIgnoreCase));
            }

            Assert.Equal(0, connection.QuerySingle<int>("SELECT COUNT(*) FROM dispatch_erasure"));
        }

        var task = await api.GetAsync("/api/v1/tasks/one");
        Assert.Equal(pseudonym, (string?)task["worker"]);
        Assert.Equal(pseudonym, (string?)task["workerName"]);
        var then = await api.GetAsync($"/api/v1/teams/demo?at={at}");
        Assert.Contains(then["workers"]!.AsArray(), w => (string?)w!["contact"] == pseudonym);
        await api.StartAgainAsync(o => o.Teams["demo"] = TestHost.Demo with { Workers = [TestHost.Demo.Workers[1]] });
        Assert.Equal(["bob"], (await api.GetAsync("/api/v1/workers"))["items"]!.AsArray().Select(w => (string)w!["name"]!));
        Assert.Equal(pseudonym, (string?)(await api.GetAsync("/api/v1/tasks/one"))["worker"]);
    }
}
