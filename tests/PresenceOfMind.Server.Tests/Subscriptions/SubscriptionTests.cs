using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Adding_contacts_notifies_and_a_refresh_does_not()
    {
        await using var life = await Running.StartAsync();
        var (server, listener, joe) = (life.Server, life.Listener, life.Joe);
        await server.SubscribeAsync("joe", joe, 1, "rita@localhost");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);

        await OkAsync(server.SendAsync("PUT", "/users/joe/subscriptions/1", joe, null, Life.Hour));
        await OkAsync(server.SendAsync("PUT", "/users/joe/subscriptions/1", joe, Contacts("rita@localhost"), Life.Hour));
        Assert.Equal(0, listener.Waiting);
        await OkAsync(server.SendAsync("PUT", "/users/joe/subscriptions/1", joe, Contacts("carlotta@localhost", "CARLOTTA@localhost")));
        await listener.NextAsync();
        Assert.Equal(["rita@localhost", "carlotta@localhost"], (await server.FetchAsync("joe", joe, 1)).Keys);

        await server.SetAsync("carlotta", await server.LogInAsync("carlotta", life.App), "BUSY");
        await listener.NextAsync();
        Assert.Equal("BUSY", (await server.FetchAsync("joe", joe, 1))["carlotta@localhost"]);
    }

    [Fact]
    public async Task Who_was_taken_out_notifies_no_more()
    {
        await using var life = await Running.StartAsync();
        var (server, listener, joe) = (life.Server, life.Listener, life.Joe);
        await server.SubscribeAsync("joe", joe, 1, "rita@localhost", "carlotta@localhost");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);

        await OkAsync(server.SendAsync("DELETE", "/users/joe/subscriptions/1/contacts/rita@127.0.0.1;sip:RITA@localhost", joe));
        await server.SetAsync("rita", await server.LogInAsync("rita", life.App), "BUSY");
        Assert.Equal(["carlotta@localhost"], (await server.FetchAsync("joe", joe, 1)).Keys);
        Assert.Equal(0, listener.Waiting);
        await server.RefusedAsync(144, "DELETE", "/users/joe/subscriptions/1/contacts/rita@localhost", joe);

        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(["carlotta@localhost"], (await server.FetchAsync("joe", joe, 1)).Keys);
    }

    [Fact]
    public async Task An_equal_set_is_no_change()
    {
        await using var life = await Running.StartAsync();
        var (server, listener, joe) = (life.Server, life.Listener, life.Joe);
        var rita = await server.LogInAsync("rita", life.App);
        await server.SetAsync("rita", rita, "BUSY");
        await server.SubscribeAsync("joe", joe, 1, "rita@localhost");
        await listener.NextAsync();
        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("rita", rita, "BUSY");
        await server.FetchAsync("joe", joe, 1);
        await server.SetAsync("rita", rita, "AWAY");
        await listener.NextAsync();
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_subscription_ends_with_its_endpoint_and_its_id_is_free_again()
    {
        await using var life = await Running.StartAsync();
        var (server, joe) = (life.Server, life.Joe);
        await server.SubscribeAsync("joe", joe, 1, "rita@localhost");
        Assert.Equal(2, await server.RegisterAsync(life.App, life.Listener.Url));
        Assert.Equal(2, await server.SubscribeAsync("joe", joe, 2, "rita@localhost"));
        await OkAsync(server.SendAsync("DELETE", "/endpoints/1", life.App));
        await server.RefusedAsync(133, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        await server.RefusedAsync(132, "DELETE", "/endpoints/1", life.App);
        Assert.NotEmpty(await server.FetchAsync("joe", joe, 2));
        Assert.Equal(1, await server.RegisterAsync(life.App, life.Listener.Url));
        Assert.Equal(1, await server.SubscribeAsync("joe", joe, 1, "rita@localhost"));
        await OkAsync(server.SendAsync("DELETE", "/users/joe/subscriptions/1", joe));
        await server.RefusedAsync(133, "DELETE", "/users/joe/subscriptions/1", joe);
    }

    [Fact]
    public async Task An_application_user_has_100_endpoints_and_an_end_user_100_subscriptions()
    {
        await using var life = await Running.StartAsync();
        var (server, app, joe) = (life.Server, life.App, life.Joe);
        var url = life.Listener.Url;
        var endpoints = await Task.WhenAll(Enumerable.Range(0, 99).Select(_ => server.RegisterAsync(app, url)));
        Assert.Equal(Enumerable.Range(2, 99), endpoints.Order());
        await server.RefusedAsync(138, "POST", "/endpoints", app, $"<endpoint><url>{url}</url></endpoint>", Life.Hour);
        var subscriptions = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => server.SubscribeAsync("joe", joe, 1, "rita@localhost")));
        Assert.Equal(Enumerable.Range(1, 100), subscriptions.Order());
        await server.RefusedAsync(139, "POST", "/users/joe/subscriptions", joe, Life.Subscription(1, "rita@localhost"), Life.Hour);
    }

    [Fact]
    public async Task A_subscription_has_5000_contacts_and_no_more()
    {
        await using var life = await Running.StartAsync();
        var (server, joe) = (life.Server, life.Joe);
        var contacts = Enumerable.Range(0, 4999).Select(i => $"u{i}@localhost").Append("rita@localhost").ToArray();
        await server.SubscribeAsync("joe", joe, 1, contacts);
        await server.RefusedAsync(135, "PUT", "/users/joe/subscriptions/1", joe, Contacts("one@localhost"));
        await server.RefusedAsync(
            135, "POST", "/users/joe/subscriptions", joe, Life.Subscription(1, [.. contacts, "more@localhost"]), Life.Hour);
        Assert.Equal(5000, (await server.FetchAsync("joe", joe, 1)).Count);
    }

    [Fact]
    public async Task Somebody_who_is_removed_and_added_again_is_told_of_each_time()
    {
        await using var life = await Running.StartAsync();
        var (server, listener, joe) = (life.Server, life.Listener, life.Joe);
        await server.SubscribeAsync("joe", joe, 1, "rita@localhost", "newcomer@localhost");
        await listener.NextAsync();
        Assert.Equal("UNKNOWN", (await server.FetchAsync("joe", joe, 1))["newcomer@localhost"]);

        await server.Directory().AddPersonAsync(new("Newcomer", "New"));
        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await server.FetchAsync("joe", joe, 1))["newcomer@localhost"]);
        await server.Directory().RemovePersonAsync("rita");
        await listener.NextAsync();
        Assert.Equal("UNKNOWN", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
        await server.Directory().AddPersonAsync(new("rita", "Rita"));
        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await server.FetchAsync("joe", joe, 1))["rita@localhost"]);
    }

    [Fact]
    public async Task Subscribing_while_endpoints_end_is_refused_or_ends_with_them_and_never_500()
    {
        await using var life = await Running.StartAsync();
        var (server, app, joe) = (life.Server, life.App, life.Joe);
        for (var round = 0; round < 10; round++)
        {
            var endpoint = await server.RegisterAsync(app, life.Listener.Url);
            var requests = Enumerable.Range(0, 4)
                .Select(
                    _ => server.SendAsync(
                        "POST",
                        "/users/joe/subscriptions",
                        joe,
                        Life.Subscription(endpoint, "rita@localhost"),
                        Life.Hour))
                .Append(server.SendAsync("DELETE", $"/endpoints/{endpoint}", app));
            foreach (var answer in await Task.WhenAll(requests))
            {
                Assert.Contains((int)answer.StatusCode, new[] { 200, 201, 400 });
                answer.Dispose();
            }

            await server.RefusedAsync(133, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        }
    }

    private static string Contacts(params string[] contacts) =>
        $"<subscription><contactsList>{string.Concat(contacts.Select(c => $"<contact contactURI=\"{c}\"/>"))}</contactsList></subscription>";

    private static async Task OkAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.Equal(200, (int)answer.StatusCode);
    }

    /// <summary>A server with joe logged in by the application user, whose endpoint 1 is the listener.</summary>
    private sealed record Running(PwsTestServer Server, CallbackListener Listener, string App, string Joe) : IAsyncDisposable
    {
        public static async Task<Running> StartAsync()
        {
            var server = await PwsTestServer.StartAsync();
            var listener = await CallbackListener.StartAsync();
            var app = await server.LogInAppAsync();
            await server.RegisterAsync(app, listener.Url);
            return new Running(server, listener, app, await server.LogInAsync("joe", app));
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Listener.DisposeAsync();
        }
    }
}
