using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

public sealed class SecretsTests
{
    [Fact]
    public async Task No_session_key_and_no_password_is_ever_logged()
    {
        using var logs = new LogCollector();
        await using var server = await PwsTestServer.StartAsync(logs: logs);
        await using var listener = await CallbackListener.StartAsync();
        const string Wrong = "not-this-one-either";
        await server.Directory().AddAppUserAsync("app", "correct-horse-battery");
        await server.RefusedAsync(114, "POST", "/users/app/sessions", null, $"<session><password>{Wrong}</password></session>");
        await server.RefusedAsync(102, "POST", "/users/app/sessions", null, $"<session><password>{Wrong}</session>");
        using var login = await server.SendAsync(
            "POST",
            "/users/app/sessions",
            body: "<session><password>correct-horse-battery</password></session>");
        var app = await Life.KeyAsync(login);
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");
        await server.SetAsync("joe", joe, "BUSY");
        await server.FetchAsync("joe", joe, 1);
        var next = await server.LogInAsync("joe", app, force: true);
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        using var logout = await server.SendAsync("DELETE", "/users/app/session", app);
        await server.StopAsync();
        await server.StartAsync();

        Assert.NotEmpty(logs.Lines);
        foreach (var secret in new[] { app, joe, next, Wrong, "correct-horse-battery" })
        {
            Assert.DoesNotContain(logs.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }
}
