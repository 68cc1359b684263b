using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Directory;

public sealed class ImportTests
{
    [Fact]
    public async Task An_import_is_one_commit_and_wakes_nobody()
    {
        await using var server = await PwsTestServer.StartAsync(people: []);
        var (directory, database, awake) = (
            server.Services.GetRequiredService<IDirectory>(),
            server.Services.GetRequiredService<Database>(),
            server.Services.GetRequiredService<LivePeople>());
        var before = database.Health.Commits;

        Assert.Equal(2000, await directory.ImportPeopleAsync(People(2000, "Somebody")));

        Assert.Equal(before + 1, database.Health.Commits);
        Assert.Equal(2000, await directory.CountPeopleAsync());
        Assert.DoesNotContain(People(2000, ""), p => awake.Contains(p.User));
        Assert.Equal(0, await directory.ImportPeopleAsync(People(2000, "Somebody else")));
        Assert.All(await directory.ListPeopleAsync(), p => Assert.Equal("Somebody else", p.DisplayName));
    }

    [Fact]
    public async Task Who_was_watched_before_it_was_imported_is_told_to_the_watcher()
    {
        await using var server = await PwsTestServer.StartAsync(people: ["joe"]);
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "p7@localhost");
        await listener.NextAsync();
        Assert.Equal("UNKNOWN", (await server.FetchAsync("joe", joe, 1))["p7@localhost"]);

        await server.Services.GetRequiredService<IDirectory>().ImportPeopleAsync(People(1000, "Somebody"));

        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await server.FetchAsync("joe", joe, 1))["p7@localhost"]);
    }

    [Fact]
    public async Task An_import_with_the_name_of_an_application_user_changes_nothing()
    {
        await using var server = await PwsTestServer.StartAsync(people: []);
        var directory = server.Services.GetRequiredService<IDirectory>();
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            directory.ImportPeopleAsync([.. People(10, "Somebody"), new DirectoryPerson("APP", "An application")]));
        Assert.Contains("application user", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await directory.CountPeopleAsync());
    }

    [Fact]
    public async Task An_import_of_application_users_with_the_name_of_a_person_changes_nothing()
    {
        await using var server = await PwsTestServer.StartAsync(people: ["joe"]);
        var directory = server.Services.GetRequiredService<IDirectory>();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            directory.ImportAppUsersAsync([new DirectoryAppUser("second", "secret"), new DirectoryAppUser("Joe", "secret")]));
        Assert.Equal(["app"], await directory.ListAppUsersAsync());
        Assert.Equal(
            1,
            await directory.ImportAppUsersAsync([new DirectoryAppUser("second", "secret"), new DirectoryAppUser("app", "secret")]));
    }

    private static List<DirectoryPerson> People(int count, string name) =>
        [.. Enumerable.Range(0, count).Select(i => new DirectoryPerson($"p{i}", name))];
}
