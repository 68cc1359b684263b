using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Presence;

public sealed class DeviceFeedTests
{
    private static readonly string[] People = [.. Enumerable.Range(0, 300).Select(i => $"p{i}")];

    [Fact]
    public async Task The_reports_of_one_call_are_one_commit_and_those_of_one_person_count_in_their_order()
    {
        await using var server = await PwsTestServer.StartAsync(people: People);
        var (feed, database) = (server.Services.GetRequiredService<IDeviceFeed>(), server.Services.GetRequiredService<Database>());
        var before = database.Health.Commits;

        await feed.ReportAsync([.. Reports(PresenceState.Busy), .. Reports(PresenceState.Away)]);

        Assert.Equal(before + 1, database.Health.Commits);
        Assert.Equal(["AWAY"], await StatesAsync(server));
        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(["AWAY"], await StatesAsync(server));
    }

    [Fact]
    public async Task A_call_with_a_report_that_is_refused_changes_nobody_and_the_next_one_is_taken()
    {
        await using var server = await PwsTestServer.StartAsync(people: People);
        var feed = server.Services.GetRequiredService<IDeviceFeed>();
        await feed.ReportAsync([.. Reports(PresenceState.Busy)]);
        var many = Enumerable.Range(0, 101).Select(i => new DeviceReport("p150", $"tuple{i}", PresenceState.Away));

        var refusal = await Assert.ThrowsAsync<PwsException>(() => feed.ReportAsync([.. Reports(PresenceState.Away), .. many]));

        Assert.Equal(PwsErrorCode.PresenceInvalid, refusal.Code);
        Assert.Equal(["BUSY"], await StatesAsync(server));
        await feed.ReportAsync([.. Reports(PresenceState.Away)]);
        Assert.Equal(["AWAY"], await StatesAsync(server));
    }

    [Fact]
    public async Task Calls_about_the_same_people_at_once_and_sets_between_are_all_taken()
    {
        await using var server = await PwsTestServer.StartAsync(people: People);
        var feed = server.Services.GetRequiredService<IDeviceFeed>();
        var app = await server.LogInAppAsync();
        var p0 = await server.LogInAsync("p0", app);
        var sets = SetAsync(server, p0);
        await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => feed.ReportAsync([.. Reports(i % 2 == 0 ? PresenceState.Busy : PresenceState.Vacation)])));
        await sets;
        await feed.ReportAsync([.. Reports(PresenceState.Away)]);
        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(["AWAY"], (await StatesAsync(server)).Except(["BUSY"]));
    }

    private static IEnumerable<DeviceReport> Reports(PresenceState state) => People.Select(p => new DeviceReport(p, "phone", state));

    private static async Task<IReadOnlyList<string>> StatesAsync(PwsTestServer server)
    {
        var app = await server.LogInAppAsync();
        var key = await server.LogInAsync("p1", app);
        using var answer = await server.SendAsync(
            "GET",
            "/users/p1/presence/basic/contacts/" + string.Join(';', People.Select(p => p + "@localhost")),
            key);
        var list = RestAnswers.ReadBasicList(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(People.Length, list.Count);
        return [.. list.Select(c => c.State.ToWire()).Distinct()];
    }

    private static async Task SetAsync(PwsTestServer server, string p0)
    {
        for (var i = 0; i < 30; i++)
        {
            await server.SetAsync("p0", p0, i % 2 == 0 ? "AWAY" : "BUSY");
        }
    }
}
