using System.Net;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Tests.Api;

namespace PresenceOfMind.Dispatch.Tests.Webhooks;

/// <summary>
/// Webhooks to loopback and private networks are refused where they are configured, unless the operator allows the network.
/// </summary>
public sealed class WebhookAddressTests : IAsyncLifetime
{
    private ApiLife _api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiLife.StartAsync(o => o.AllowWebhooksTo.Add("10.1.0.0/16"));
        await _api.DoAsync("PUT", "/api/v1/queues/q", """{"name":"q"}""");
    }

    [Fact]
    public async Task An_address_inside_is_refused_however_it_is_spelled_and_the_option_is_named()
    {
        string[] inside =
        [
            "127.0.0.1", "127.255.255.254", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost:8080", "LocalHost.", "a.localhost",
            "0.0.0.0", "0", "0.1.2.3", "10.2.0.1", "172.31.0.1", "192.168.0.1", "100.64.0.1", "100.127.255.254", "224.0.0.1",
            "255.255.255.255", "[::1]", "[::]", "[::ffff:10.0.0.1]", "[::10.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]",
            "[2002:a00:1::1]", "[fd12:3456::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "user@10.0.0.1:8443",
        ];
        foreach (var host in inside)
        {
            await RefusesAsync(
                "PUT", "/api/v1/routes/r", Route($"http://{host}/hook"), "steps[0].webhook", "--webhook-networks");
        }
    }

    [Fact]
    public async Task Each_place_that_takes_an_address_checks_it()
    {
        const string Url = "http://10.0.0.1/hook";
        const string Option = "--webhook-networks";
        foreach (var member in (string[])["whenFull", "whenWaitedTooLong", "whenNobodyWorks"])
        {
            var queue = $$$"""{"name":"q","{{{member}}}":{"action":"webhook","url":"{{{Url}}}"} }""";
            await RefusesAsync("PUT", "/api/v1/queues/q", queue, $"{member}.url", Option);
            var queues = $$"""{"queues":[{"name":"a"},{{queue}}]}""";
            await RefusesAsync("PUT", "/api/v1/teams/other", queues, $"queues[1].{member}.url", Option);
        }

        var team = $$"""{"queues":[{"name":"q"}],"routes":[{{Route(Url)}}]}""";
        await RefusesAsync("PUT", "/api/v1/teams/other", team, "routes[0].steps[0].webhook", Option);
    }

    [Fact]
    public Task A_network_that_is_never_reached_is_refused_by_the_name_of_that_option() =>
        RefusesAsync("PUT", "/api/v1/routes/r", Route("http://169.254.169.254/"), "steps[0].webhook", "--forbidden-networks");

    [Fact]
    public async Task A_network_that_is_allowed_and_any_public_address_is_taken()
    {
        foreach (var host in (string[])["10.1.2.3", "[::ffff:10.1.2.3]", "8.8.8.8", "[2606:4700::1111]", "hooks.example.com"])
        {
            await _api.DoAsync("PUT", "/api/v1/routes/r", Route($"https://{host}/hook"));
        }
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private static string Route(string url) => $$"""{"name":"r","queue":"q","steps":[{"afterSeconds":1,"webhook":"{{url}}"}]}""";

    private async Task RefusesAsync(string method, string path, string body, string field, string option)
    {
        using var answer = await _api.SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} {body}: {(int)answer.StatusCode} {text}");
        var problem = JsonNode.Parse(text)!;
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal((body, field), (body, (string?)error["field"]));
        Assert.Contains(option, (string?)error["detail"], StringComparison.Ordinal);
    }
}
