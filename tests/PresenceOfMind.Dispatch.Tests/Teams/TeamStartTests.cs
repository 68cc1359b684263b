using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tests.Teams;

public sealed class TeamStartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task What_was_changed_meanwhile_stays_until_the_options_change()
    {
        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            await DoAsync(host, new PutWorker(new WorkerSettings { Contact = new("cem@example.com") }));
            await DoAsync(host, new RemoveWorker(new("ann@example.com")));
        }

        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            Assert.Equal(["bob@example.com", "cem@example.com"], await WorkersAsync(host, "demo"));
        }

        var changed = TestHost.Demo with { Queues = [new QueueSettings { Name = new("calls") }] };
        await using (var host = await TestHost.StartAsync(_folder.Path, o => o.Teams[new("demo")] = changed))
        {
            Assert.Equal(["ann@example.com", "bob@example.com"], await WorkersAsync(host, "demo"));
            Assert.Equal(["calls"], (await SettingsAsync(host, "demo")).Queues.Select(q => q.Name.Value));
        }
    }

    [Fact]
    public async Task A_team_that_is_no_longer_named_stays_and_one_that_was_removed_comes_back()
    {
        var field = new TeamSettings { Workers = [new WorkerSettings { Contact = new("dan@example.com") }] };
        await using (var host = await TestHost.StartAsync(_folder.Path, o => o.Teams[new("field")] = field))
        {
            Assert.Equal([new("demo"), new("field")], await host.Teams.ListAsync());
        }

        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            Assert.Equal(["dan@example.com"], await WorkersAsync(host, "field"));
            await host.Services.GetRequiredService<TeamsService>().RemoveAsync(new("demo"));
        }

        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            Assert.Equal(["ann@example.com", "bob@example.com"], await WorkersAsync(host, "demo"));
        }
    }

    [Fact]
    public async Task Who_goes_from_one_team_to_another_does_so_whatever_the_order_of_the_teams()
    {
        var (dan, eve) = (new WorkerSettings { Contact = new("dan@example.com") }, new WorkerSettings { Contact = new("eve@example.com") });
        await using (await TestHost.StartAsync(_folder.Path, o => (o.Teams[new("a")], o.Teams[new("b")]) = (Of(dan), Of(eve))))
        {
            // Dan works in the first team now, and Eve in the second.
        }

        await using var host = await TestHost.StartAsync(
            _folder.Path,
            o => (o.Teams[new("a")], o.Teams[new("b")], o.Teams[new("c")]) = (Of(eve), Of(), Of(dan)));
        Assert.Equal(["eve@example.com"], await WorkersAsync(host, "a"));
        Assert.Empty(await WorkersAsync(host, "b"));
        Assert.Equal(["dan@example.com"], await WorkersAsync(host, "c"));

        static TeamSettings Of(params WorkerSettings[] workers) => new() { Workers = workers };
    }

    [Fact]
    public async Task A_worker_of_another_team_ends_the_start_with_both_named()
    {
        await using (await TestHost.StartAsync(_folder.Path))
        {
            // Ann works in the team demo now.
        }

        var error = await Assert.ThrowsAsync<DispatchException>(() => TestHost.StartAsync(_folder.Path, o =>
        {
            o.Teams.Remove(new("demo"));
            o.Teams[new("field")] = new TeamSettings { Workers = [new WorkerSettings { Contact = new("ann@example.com") }] };
        }));
        Assert.Equal(
            "Team field cannot be configured as its settings say: ann@example.com is a worker of team demo; a contact is a worker in "
                + "one team only. A worker with open work leaves the other team when it is done: name the worker there until then.",
            error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<CommandReply> DoAsync(TestHost host, TeamCommand command) =>
        host.Services.GetRequiredService<TeamsService>().DoAsync(new("demo"), command);

    private static async Task<TeamSettings> SettingsAsync(TestHost host, string team) =>
        (await host.Services.GetRequiredService<TeamsService>().SettingsAsync(new(team))).Settings;

    private static async Task<IEnumerable<string>> WorkersAsync(TestHost host, string team) =>
        (await SettingsAsync(host, team)).Workers.Select(w => w.Contact.Value).Order(StringComparer.Ordinal);
}
