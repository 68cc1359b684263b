using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.App.Tests.Hosting;

/// <summary>Each answer of the page's port, and of that of /admin, tells a browser what it may do with it.</summary>
public sealed class PageHeadersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("up", 40)]
    [InlineData("dispatch", 40)]
    [InlineData("server", 5)]
    public async Task Each_route_answers_with_the_headers_whatever_its_status(string command, int least)
    {
        await using var host = await RunningHost.StartAsync(command);
        var asked = 0;
        foreach (var route in host.Routes)
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), RunningHost.PathOf(route));
                using var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                AssertHeaders($"{method} {route.RoutePattern.RawText}", answer);
                asked++;
            }
        }

        Assert.True(asked >= least, $"{command} has only {asked} routes.");
    }

    [Theory]
    [InlineData("up")]
    [InlineData("dispatch")]
    [InlineData("server")]
    public async Task Errors_have_the_headers_too(string command)
    {
        await using var host = await RunningHost.StartAsync(command);
        var isServer = command == "server";
        (HttpStatusCode Status, string Method, string Path, string Header, string Value)[] cases =
        [
            (HttpStatusCode.BadRequest, "GET", "/", "Host", "elsewhere.example.com"),
            (HttpStatusCode.Forbidden, "POST", "/api/v1/tasks", "Origin", "https://elsewhere.example.com"),
            (HttpStatusCode.Forbidden, "POST", "/_blazor/negotiate", "Sec-Fetch-Site", "cross-site"),
            (HttpStatusCode.NotFound, "GET", "/no-such-page", "Accept", "*/*"),
            (HttpStatusCode.MethodNotAllowed, "DELETE", isServer ? "/healthz" : "/api/v1/tasks", "Accept", "*/*"),
            (HttpStatusCode.InternalServerError, "GET", RunningHost.Failing, "Accept", "*/*"),
            .. isServer
                ? Array.Empty<(HttpStatusCode, string, string, string, string)>()
                :
                [
                    (HttpStatusCode.NotFound, "GET", "/api/v1/no-such-path", "Accept", "*/*"),
                    (HttpStatusCode.BadRequest, "POST", "/page/tasks/", "Accept", "*/*"),
                    (HttpStatusCode.OK, "GET", "/_content/PresenceOfMind.Web/pom.css", "Accept", "*/*"),
                    (HttpStatusCode.OK, "GET", "/_framework/blazor.web.js", "Accept", "*/*"),
                ],
        ];
        foreach (var (status, method, path, header, value) in cases)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation(header, value);
            if (path.StartsWith("/page", StringComparison.Ordinal))
            {
                // A form without the token that only the page's own forms have.
                request.Content = new FormUrlEncodedContent([new("title", "Water the plants")]);
            }

            using var answer = await host.Http.SendAsync(request, Cancel);
            Assert.True(status == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} instead of {(int)status}");
            AssertHeaders($"{method} {path}", answer);
            if (status == HttpStatusCode.InternalServerError)
            {
                Assert.DoesNotContain("a fault of the program", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_api_page_allows_its_own_script_by_hash_and_no_other_inline_one()
    {
        await using var host = await RunningHost.StartAsync("up");
        using var page = await host.Http.GetAsync("/api/docs/", Cancel);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Matches("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; ", policy);
        Assert.DoesNotMatch("script-src[^;]*unsafe", policy);
    }

    [Fact]
    public async Task Cookies_are_for_this_site_and_not_for_scripts()
    {
        await using var host = await RunningHost.StartAsync("up");
        using var page = await host.Http.GetAsync("/", Cancel);
        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i)samesite=(lax|strict)", cookie);
            Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static void AssertHeaders(string what, HttpResponseMessage answer)
    {
        var policies = Values(answer.Headers, "Content-Security-Policy");
        Assert.True(
            policies.Count(p => p.Contains("default-src 'self'; script-src 'self'", StringComparison.Ordinal)) == 1,
            $"{what} answers {(int)answer.StatusCode} without a strict content security policy: {string.Join(" | ", policies)}");
        Assert.All(policies, p => Assert.Contains("frame-ancestors 'none'", p, StringComparison.Ordinal));
        Assert.All(policies, p => Assert.DoesNotMatch("script-src[^;]*unsafe", p));
        Assert.True(Values(answer.Headers, "Cache-Control").Count > 0, $"{what} says nothing of caches.");
        Assert.Equal((what, "nosniff"), (what, Assert.Single(Values(answer.Headers, "X-Content-Type-Options"))));
        Assert.Equal((what, "DENY"), (what, Assert.Single(Values(answer.Headers, "X-Frame-Options"))));
        Assert.Equal((what, "same-origin"), (what, Assert.Single(Values(answer.Headers, "Referrer-Policy"))));
    }

    private static List<string> Values(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? [.. values] : [];
}
