using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Storage;

/// <summary>What a grain holds and the database no longer does: the change is refused, forgotten, and asked once more.</summary>
public sealed class FencedTests
{
    [Fact]
    public async Task An_endpoint_that_is_gone_is_unknown_and_no_failure()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        await server.RegisterAsync(app, listener.Url);
        await ChangeAsync(server, "DELETE FROM endpoints");
        await server.RefusedAsync(132, "PUT", "/endpoints/1", app, null, Life.Hour);
        Assert.Equal(1, await server.RegisterAsync(app, listener.Url));
    }

    [Fact]
    public async Task A_subscription_to_an_endpoint_that_is_gone_is_refused_and_the_others_live()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await server.RegisterAsync(app, listener.Url);
        await ChangeAsync(server, "DELETE FROM endpoints WHERE id = 2");
        using var answer = await server.SendAsync(
            "POST",
            "/users/joe/subscriptions",
            joe,
            Life.Subscription(2, "rita@localhost"),
            Life.Hour);
        Assert.NotEqual(201, (int)answer.StatusCode);
        Assert.NotEmpty(await server.FetchAsync("joe", joe, 1));
        Assert.Equal(2, await server.SubscribeAsync("joe", joe, 1, "rita@localhost"));
    }

    [Fact]
    public async Task A_set_whose_row_somebody_else_wrote_first_is_taken_at_the_second_try()
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        await server.SetAsync("joe", joe, "BUSY");
        await ChangeAsync(server, "UPDATE presence SET version = version + 7");
        await server.SetAsync("joe", joe, "AWAY");
        Assert.Equal("AWAY", (await server.PollAsync("joe", joe, "joe@localhost"))["joe@localhost"]);
        await server.SetAsync("joe", joe, "VACATION");
        await ChangeAsync(server, "DELETE FROM presence");
        await server.SetAsync("joe", joe, "BUSY");
        Assert.Equal("BUSY", (await server.PollAsync("joe", joe, "joe@localhost"))["joe@localhost"]);
    }

    private static Task ChangeAsync(PwsTestServer server, string sql) =>
        server.Services.GetRequiredService<Database>().WriteAsync(new Statement(sql));

    private sealed record Statement(string Sql) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute(Sql);
    }
}
