using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Storage.Webhooks;
using PresenceOfMind.Dispatch.Tests.Api;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Tests.Shared;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly List<(string Key, JsonNode Body)> _heard = [];
    private readonly Lock _lock = new();
    private int _refuse;
    private int _refused;
    private WebApplication _listener = null!;
    private string _url = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        _listener = builder.Build();
        _listener.MapPost("/hook", async (HttpRequest request) =>
        {
            var body = (await JsonNode.ParseAsync(request.Body))!;
            lock (_lock)
            {
                if (_refuse > 0)
                {
                    _refuse--;
                    _refused++;
                    return Results.StatusCode(503);
                }

                _heard.Add((request.Headers["Idempotency-Key"].ToString(), body));
                return Results.Ok();
            }
        });
        await _listener.StartAsync(TestContext.Current.CancellationToken);
        _url = _listener.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
    }

    [Fact]
    public async Task An_address_is_told_again_until_it_takes_it_and_then_no_more()
    {
        _refuse = 1;
        await using var api = await ApiLife.StartAsync(AllowLoopback);
        await FillAsync(api);
        await AllToldAsync(api);

        // Whatever would be told again comes no later than what is to be told next.
        await api.StartAgainAsync(AllowLoopback);
        await api.DoAsync("POST", "/api/v1/tasks", """{"title":"three","id":"three","queue":"full"}""");
        await AllToldAsync(api);
        Assert.Equal((1, 2), (_refused, _heard.Count));
        Assert.Equal("three", (string?)_heard[1].Body["task"]!["id"]);
        var (key, body) = _heard[0];
        Assert.Equal((string?)body["id"], key);
        Assert.Equal("demo", (string?)body["team"]);
        Assert.Equal("two", (string?)body["task"]!["id"]);
        Assert.Equal("waiting", (string?)body["task"]!["state"]);
    }

    [Fact]
    public async Task What_was_not_told_before_a_restart_is_told_after_it()
    {
        _refuse = int.MaxValue;
        await using var api = await ApiLife.StartAsync(AllowLoopback);
        await FillAsync(api);
        await UntilAsync(() => _refused > 0);
        lock (_lock)
        {
            _refuse = 0;
        }

        await api.StartAgainAsync(AllowLoopback);
        await UntilAsync(() => _heard.Count > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forbidden_network_is_never_told(bool isForbidden)
    {
        await using var api = await ApiLife.StartAsync(AllowLoopback);
        await PutQueueAsync(api, "full", _url);

        // What was configured before is checked again when it is connected to.
        await api.StartAgainAsync(o =>
        {
            if (isForbidden)
            {
                AllowLoopback(o);
                o.ForbidWebhooksTo.Add("127.0.0.0/8");
            }
        });
        await AddTasksAsync(api, ["one", "two"], "full");
        await AllToldAsync(api);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task A_dead_address_delays_no_other_address_of_its_team_and_is_told_again_after_a_restart()
    {
        // It takes connections and never answers: the slowest that an address can be.
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start();
        await using var api = await ApiLife.StartAsync(AllowLoopback);
        await FillAsync(api, "dead", $"http://{dead.LocalEndpoint}/hook", many: 20);
        await FillAsync(api, "full", _url);
        await UntilAsync(() => _heard.Count == 1);
        Assert.NotEmpty(WebhookRows.Teams(api.Host.Database));

        await api.StartAgainAsync(AllowLoopback);
        await UntilAsync(() => _heard.Count == 2);
        Assert.Equal(_heard[0].Key, _heard[1].Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.StopAsync();
        await _listener.DisposeAsync();
    }

    private Task FillAsync(ApiLife api) => FillAsync(api, "full", _url);

    /// <summary>A queue that is full tells an address of each further task, and the task waits on.</summary>
    private static async Task FillAsync(ApiLife api, string queue, string url, int many = 1)
    {
        await PutQueueAsync(api, queue, url);
        await AddTasksAsync(
            api, queue == "full" ? ["one", "two"] : [.. Enumerable.Range(0, many + 1).Select(n => $"{queue}-{n}")], queue);
    }

    private static void AllowLoopback(DispatchOptions options) => options.AllowWebhooksTo = [.. WebhookNetworks.Loopback];

    private static async Task PutQueueAsync(ApiLife api, string queue, string url) => await api.DoAsync(
        "PUT",
        $"/api/v1/queues/{queue}",
        $$"""{"name":"{{queue}}","maxLength":1,"whenFull":{"action":"webhook","url":"{{url}}"} }""");

    private static async Task AddTasksAsync(ApiLife api, IReadOnlyList<string> names, string queue)
    {
        await api.Host.FetchAsync(("ann", Away), ("bob", Away));
        foreach (var name in names)
        {
            await api.DoAsync("POST", "/api/v1/tasks", $$"""{"title":"{{name}}","id":"{{name}}","queue":"{{queue}}"}""");
        }
    }

    /// <summary>Waits until the program has noted that it told, or gave up, all that there was to tell.</summary>
    private static Task AllToldAsync(ApiLife api) => Eventually.IsAsync(() => WebhookRows.Teams(api.Host.Database).Count == 0);

    private Task UntilAsync(Func<bool> condition) => Eventually.IsAsync(() =>
    {
        lock (_lock)
        {
            return condition();
        }
    });
}
