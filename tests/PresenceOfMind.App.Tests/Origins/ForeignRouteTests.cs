using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Origins;

/// <summary>No route of any port does anything that is not safe for a page of another origin, whatever key the request carries.</summary>
public sealed class ForeignRouteTests
{
    private const string Foreign = "https://elsewhere.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("up", 60)]
    [InlineData("dispatch", 40)]
    [InlineData("server", 10)]
    public async Task Each_route_refuses_what_a_page_of_another_origin_would_change(string command, int least)
    {
        await using var host = await RunningHost.StartAsync(command);
        var (asked, wrong) = (0, new List<string>());
        foreach (var (method, path) in host.Routes.SelectMany(Requests))
        {
            foreach (var (header, value) in ((string, string)[])
                [("Origin", Foreign), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.TryAddWithoutValidation(header, value);
                if (method == "GET")
                {
                    request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
                    request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
                }

                using var answer = await host.Http.SendAsync(request, Cancel);
                var code = answer.StatusCode == HttpStatusCode.Forbidden
                    ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]
                    : null;
                asked++;
                if (code != "origin-foreign")
                {
                    wrong.Add($"{method} {path} with {header}: {value} got {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(asked >= least, $"{command} was asked only {asked} times.");
        Assert.Empty(host.TakeAdmitted());
    }

    [Fact]
    public async Task The_ports_of_pws_answer_no_page_at_all()
    {
        await using var host = await RunningHost.StartAsync("up");
        foreach (var method in (string[])["GET", "POST", "PUT", "DELETE"])
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method), $"http://127.0.0.1:{host.Settings.PwsHttpPort}/presence-service/users/joe/sessions");
            request.Headers.TryAddWithoutValidation("Origin", Foreign);
            using var answer = await host.Http.SendAsync(request, Cancel);
            Assert.Equal((method, HttpStatusCode.Forbidden), (method, answer.StatusCode));
        }
    }

    /// <summary>What a route takes that may change something: its unsafe methods, and of live pages the opening of the WebSocket.</summary>
    private static IEnumerable<(string Method, string Path)> Requests(RouteEndpoint route)
    {
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        var path = RunningHost.PathOf(route);
        string[] asked = methods.Count == 0
            ? path == "/_blazor" ? ["POST", "GET"] : ["POST"]
            : [.. methods.Where(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m))];
        return asked.Select(method => (method, path));
    }
}
