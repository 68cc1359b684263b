using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Server.Tests.Soap;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests;

/// <summary>The errors of a server at its limits, over both wires.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task The_endpoint_above_the_limit_is_138()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => o.MaxEndpoints = 1);
        var app = await server.LogInAppAsync();
        await server.RegisterAsync(app, "http://127.0.0.1:8080/");
        Assert.Equal(
            (400, 138), await RestAsync(server, "POST", "/endpoints", app, "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>"));
        Assert.Equal((200, 138), await SoapAsync(server, app, new SoapRegisterEndPoint("http://127.0.0.1:8080/", 0, "3600")));
    }

    [Fact]
    public async Task The_subscription_above_the_limit_is_139()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => o.MaxSubscriptions = 1);
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, "http://127.0.0.1:9/"), "rita@localhost");
        var body = System.Text.Encoding.UTF8.GetString(RestRequests.WriteSubscription(["rita@localhost"], 1));
        Assert.Equal((400, 139), await RestAsync(server, "POST", "/users/joe/subscriptions", joe, body));
        Assert.Equal(
            (200, 139),
            await SoapAsync(server, joe, new SoapSubscribe(["rita@localhost"], RestRequests.PresenceNotification, "3600", 1, 0)));
    }

    [Fact]
    public async Task More_requests_a_second_than_allowed_are_212_and_503()
    {
        await using var server = await PwsTestServer.StartAsync(
            configure: o => o.Load.RequestsPerSecond = 1, time: new FakeTimeProvider(DateTimeOffset.UtcNow));
        await server.PostAsync(SoapLife.Envelope("<logout/>"));
        Assert.Equal((503, 212), await RestAsync(server, "POST", "/endpoints", null, null));
        Assert.Equal((503, 212), await SoapAsync(server, null, new SoapLogout()));
    }

    [Fact]
    public async Task A_busy_server_that_is_to_say_so_answers_210_and_503()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => o.Load.AnswerBusy = true);
        Busy(server);
        Assert.Equal((503, 210), await RestAsync(server, "POST", "/endpoints", null, null));
        Assert.Equal((503, 210), await SoapAsync(server, null, new SoapLogout()));
    }

    private static void Busy(PwsTestServer server) =>
        server.Services.GetRequiredService<LoadGate>().Force(true);

    private static async Task<(int Status, int Code)> RestAsync(PwsTestServer server, string method, string path, string? key, string? body)
    {
        using var answer = await server.SendAsync(method, path, key, body, Life.Hour);
        RestAnswers.TryReadError(await answer.Content.ReadAsByteArrayAsync(), out var error);
        return ((int)answer.StatusCode, (int?)error?.Code ?? 0);
    }

    private static async Task<(int Status, int Code)> SoapAsync(PwsTestServer server, string? key, SoapRequest request)
    {
        var (status, _, body) = await server.PostAsync(SoapRequests.Write(SoapVersion.Soap11, key, request));
        return (status, SoapErrorTests.CodeOf(body));
    }
}
