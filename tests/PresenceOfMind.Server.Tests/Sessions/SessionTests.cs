using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Passwords;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task Logging_in_again_gives_the_same_key_and_a_forced_login_another()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        Assert.Equal(app, await server.LogInAppAsync());
        var joe = await server.LogInAsync("joe", app);
        Assert.Equal(joe, await server.LogInAsync("JOE", app));

        using var forced = await server.SendAsync("POST", "/users/joe/sessions?force=true", app);
        Assert.Equal(201, (int)forced.StatusCode);
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/contacts/rita@localhost", joe);
        joe = await server.LogInAsync("joe", app);
        Assert.Equal("UNAVAILABLE", (await server.PollAsync("Joe", joe, "rita@localhost"))["rita@localhost"]);
    }

    [Fact]
    public async Task The_session_takes_POST_too_since_a_redirect_names_it()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        using var answer = await server.SendAsync("POST", "/users/app/session", body: "<session><password>secret</password></session>");
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal(app, await server.LogInAppAsync());
    }

    [Fact]
    public async Task A_forced_login_ends_the_old_session_with_all_that_it_held()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var endpoint = await server.RegisterAsync(app, listener.Url);
        await server.SubscribeAsync("joe", joe, endpoint, "rita@localhost");

        var next = await server.LogInAsync("joe", app, force: true);
        await server.RefusedAsync(133, "GET", "/users/joe/presence/basic/subscriptions/1", next);
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        Assert.Equal(1, await server.SubscribeAsync("joe", next, endpoint, "rita@localhost"));

        var nextApp = await server.LogInAppAsync(force: true);
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", next);
        await server.RefusedAsync(132, "PUT", "/endpoints/1", nextApp, headers: Life.Hour);
        Assert.Equal(1, await server.RegisterAsync(nextApp, listener.Url));
    }

    [Fact]
    public async Task When_an_application_user_logs_out_its_end_users_are_logged_out_and_only_its()
    {
        await using var server = await PwsTestServer.StartAsync();
        await server.Services.AddAppUserAsync("other", "secret");
        var app = await server.LogInAppAsync();
        using var login = await server.SendAsync("POST", "/users/other/sessions", body: "<session><password>secret</password></session>");
        var other = await Life.KeyAsync(login);
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", other);

        using var logout = await server.SendAsync("DELETE", "/users/app/session", app);
        Assert.Equal(200, (int)logout.StatusCode);
        Assert.Empty(await logout.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/contacts/rita@localhost", joe);
        await server.RefusedAsync(101, "POST", "/users/joe/sessions", app);
        await server.PollAsync("rita", rita, "joe@localhost");

        app = await server.LogInAppAsync();
        Assert.NotEqual(joe, await server.LogInAsync("joe", app));
    }

    [Fact]
    public async Task Logging_out_leaves_the_presence_that_was_set()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SetAsync("joe", joe, "BUSY");
        using var logout = await server.SendAsync("DELETE", "/users/joe/session", joe);
        Assert.Equal(200, (int)logout.StatusCode);
        Assert.Equal("BUSY", (await server.PollAsync("rita", await server.LogInAsync("rita", app), "joe@localhost"))["joe@localhost"]);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_looked_at_and_refused_as_often_as_a_wrong_password()
    {
        await using var server = await PwsTestServer.StartAsync(time: new StandingTime());
        var (known, wrong) = await RefusedLogInsAsync(server, "app");
        var (stranger, unknown) = await RefusedLogInsAsync(server, "nobody");

        Assert.Equal(wrong, unknown);
        Assert.Contains("Too many failed log-ins", unknown[^1], StringComparison.Ordinal);
        Assert.Equal((10, 10), (known, stranger));
    }

    [Fact]
    public async Task A_removed_person_is_logged_out_and_unknown_and_comes_back_without_a_past()
    {
        await using var server = await PwsTestServer.StartAsync();
        var directory = server.Directory();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        var rita = await server.LogInAsync("rita", app);
        await server.SetAsync("joe", joe, "BUSY");

        Assert.True(await directory.RemovePersonAsync("JOE"));
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/contacts/rita@localhost", joe);
        await server.RefusedAsync(114, "POST", "/users/joe/sessions", app);
        Assert.Equal("UNKNOWN", (await server.PollAsync("rita", rita, "joe@localhost"))["joe@localhost"]);

        await directory.AddPersonAsync(new("joe", "Joe"));
        Assert.Equal("UNAVAILABLE", (await server.PollAsync("rita", rita, "joe@localhost"))["joe@localhost"]);
        Assert.NotEqual(joe, await server.LogInAsync("joe", app));
    }

    [Fact]
    public async Task A_person_whose_removal_was_cut_short_after_its_commit_comes_back_without_a_past_too()
    {
        await using var server = await PwsTestServer.StartAsync();
        await server.SetAsync("joe", await server.LogInAsync("joe", await server.LogInAppAsync()), "BUSY");
        await server.Services.GetRequiredService<DirectoryRows>().DeletePersonAsync("joe");
        await server.StopAsync();
        await server.StartAsync();

        await server.Directory().AddPersonAsync(new("joe", "Joe"));
        Assert.Equal(
            "UNAVAILABLE",
            (await server.PollAsync(
                "rita",
                await server.LogInAsync("rita", await server.LogInAppAsync()),
                "joe@localhost"))["joe@localhost"]);
    }

    [Fact]
    public async Task A_removed_application_user_and_all_whom_it_logged_in_are_logged_out()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "rita@localhost");

        Assert.True(await server.Directory().RemoveAppUserAsync("APP"));
        await server.RefusedAsync(101, "POST", "/endpoints", app, $"<endpoint><url>{listener.Url}</url></endpoint>", Life.Hour);
        await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        await server.RefusedAsync(114, "POST", "/users/app/sessions", null, "<session><password>secret</password></session>");

        await server.Services.AddAppUserAsync("app", "secret");
        app = await server.LogInAppAsync();
        await server.RefusedAsync(132, "PUT", "/endpoints/1", app, headers: Life.Hour);
    }

    [Fact]
    public async Task Names_are_people_or_application_users_and_never_both()
    {
        await using var server = await PwsTestServer.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => server.Directory().AddPersonAsync(new("APP", "App")));
        await Assert.ThrowsAsync<ArgumentException>(() => server.Directory().AddAppUserAsync("joe", "secret"));
    }

    [Fact]
    public async Task Many_logins_at_once_give_one_session()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.LogInAsync("joe", app)));
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Logging_out_while_subscribing_leaves_nothing_behind_and_never_answers_500()
    {
        await using var server = await PwsTestServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var endpoint = await server.RegisterAsync(app, listener.Url);
        for (var round = 0; round < 10; round++)
        {
            var joe = await server.LogInAsync("joe", app);
            var attempts = Enumerable.Range(0, 5).Select(
                _ => server.SendAsync("POST", "/users/joe/subscriptions", joe, Life.Subscription(endpoint, "rita@localhost"), Life.Hour));
            var all = attempts.Append(server.SendAsync("DELETE", "/users/joe/session", joe)).ToList();
            foreach (var answer in await Task.WhenAll(all))
            {
                Assert.Contains((int)answer.StatusCode, new[] { 201, 200, 401 });
                answer.Dispose();
            }

            await server.RefusedAsync(101, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        }

        Assert.Equal(1, await server.SubscribeAsync("joe", await server.LogInAsync("joe", app), endpoint, "rita@localhost"));
    }

    // What tells a stranger from a user would be the time that a look at a password takes; so the looks are counted.
    private static async Task<(int Looks, string[] Answers)> RefusedLogInsAsync(PwsTestServer server, string user)
    {
        var passwords = server.Services.GetRequiredService<PasswordService>();
        var (before, answers) = (passwords.Looks, new List<string>());
        for (var i = 0; i < 11; i++)
        {
            using var answer = await server.SendAsync(
                "POST",
                $"/users/{user}/sessions",
                body: "<session><password>wrong</password></session>");
            answers.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        return (passwords.Looks - before, [.. answers]);
    }
}
