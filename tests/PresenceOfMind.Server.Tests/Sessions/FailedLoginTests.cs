using System.Text;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Sessions;

public sealed class FailedLoginTests
{
    private const string Elsewhere = "127.0.0.2";
    private const string TooMany = "Too many failed log-ins";

    [Fact]
    public async Task After_ten_failed_logins_the_right_password_is_refused_too()
    {
        await using var server = await PwsTestServer.StartAsync(time: new StandingTime());
        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("wrong"))));
        await server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("secret"));
    }

    [Fact]
    public async Task Failures_from_one_address_shut_nobody_out_elsewhere_and_good_ones_never_count()
    {
        await using var server = await PwsTestServer.StartAsync(time: new StandingTime());
        using var elsewhere = LocalClient.From(Elsewhere, server.Address);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(201, (await LogInAsync(elsewhere, "secret")).Status);
        }

        for (var i = 0; i < 10; i++)
        {
            await server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("wrong"));
        }

        await server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("secret"));
        Assert.Equal(201, (await LogInAsync(elsewhere, "secret")).Status);
    }

    [Fact]
    public async Task An_address_that_the_user_logged_in_from_within_a_day_is_always_looked_at_also_after_a_restart()
    {
        var time = new StandingTime();
        await using var server = await PwsTestServer.StartAsync(time: time);
        await server.LogInAppAsync();
        await server.StopAsync();
        await server.StartAsync();
        await FailAsync(server, 15);
        await server.LogInAppAsync();

        time.Advance(TimeSpan.FromHours(25));
        await FailAsync(server, 10);
        var (status, body) = await LogInAsync(server.Http, "secret");
        Assert.Equal(400, status);
        Assert.Contains(TooMany, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_password_makes_the_old_one_wrong_at_once()
    {
        await using var server = await PwsTestServer.StartAsync();
        await server.LogInAppAsync();
        await server.Directory().AddAppUserAsync("app", "other");
        await server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("secret"));
        Assert.Equal(201, (await LogInAsync(server.Http, "other")).Status);
    }

    private static async Task FailAsync(PwsTestServer server, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await server.RefusedAsync(114, "POST", "/users/app/sessions", null, Password("wrong"));
        }
    }

    private static async Task<(int Status, string Body)> LogInAsync(HttpClient client, string password)
    {
        using var content = new StringContent(Password(password), Encoding.UTF8, "text/xml");
        using var answer = await client.PostAsync(new Uri("/presence-service/users/app/sessions", UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Password(string password) => $"<session><password>{password}</password></session>";
}
