using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Each route refuses a body that is larger than the table of routes says.</summary>
public sealed partial class BodyLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("up", 60)]
    [InlineData("server", 20)]
    public async Task Each_route_refuses_a_body_that_says_that_it_is_too_large_and_none_that_is_not(string command, int least)
    {
        await using var host = await RunningHost.StartAsync(command);
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (method, pattern, most) in RoutesWithBodies(host))
        {
            tried++;
            using var refused = await SendAsync(host, method, pattern, new Zeros(most + 1L, isLengthKnown: true), isForm: false);
            if (refused.StatusCode != HttpStatusCode.RequestEntityTooLarge || await CodeAsync(refused) != "body-too-large")
            {
                wrong.Add($"{method} {pattern} takes more than {most} bytes: {refused.StatusCode}");
            }

            if (most > AccessRule.UsualBody)
            {
                using var taken = await SendAsync(host, method, pattern, new Zeros(most, isLengthKnown: true), isForm: false);
                if (taken.StatusCode == HttpStatusCode.RequestEntityTooLarge)
                {
                    wrong.Add($"{method} {pattern} does not take {most} bytes.");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(tried >= least, $"Only {tried} routes.");
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused_once_it_is_too_large()
    {
        await using var host = await RunningHost.StartAsync("up");
        (string Method, string Path, bool IsForm)[] requests =
        [
            ("POST", "/sign-in", true), ("POST", "/sign-out", true), ("POST", "/", true), ("POST", "/page/tasks", true),
            ("POST", "/api/v1/tasks", false), ("PUT", "/api/v1/workers/anna@example.com", false),
            ("POST", "/admin/keys", false), ("PUT", "/admin/people/joe", false),
        ];
        foreach (var (method, path, isForm) in requests)
        {
            using var refused = await SendAsync(host, method, path, new Zeros(AccessRule.UsualBody + 1L, isLengthKnown: false), isForm);
            Assert.Equal(
                (path, HttpStatusCode.RequestEntityTooLarge, "application/problem+json"),
                (path, refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningHost host, string method, string pattern, Zeros body, bool isForm)
    {
        var path = Parameter().Replace(pattern, m => m.Groups[1].Value == "team" ? DemoPeople.Team : "x-none");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/" + path.Trim('/')) { Content = body };
        body.Headers.ContentType = new(isForm ? "application/x-www-form-urlencoded" : "application/json");

        // What is refused by its length is not sent at all.
        request.Headers.ExpectContinue = true;
        return await host.Http.SendAsync(request, Cancel);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]
            : null;

    private static IEnumerable<(string Method, string Pattern, int Most)> RoutesWithBodies(RunningHost host) =>
        from route in host.Routes
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where method is "POST" or "PUT" or "PATCH" or "DELETE"
        let pattern = route.RoutePattern.RawText!
        let rule = RouteTable.Find(method, pattern, isOfAllMethods: false)
        where rule is not null
        select (method, pattern, rule.Value.MaxBody);

    [GeneratedRegex(@"\{(\*{0,2}\w+)[^}]*\}")]
    private static partial Regex Parameter();

    /// <summary>A JSON text of so many bytes that is one string, and the name of a form's field too.</summary>
    private sealed class Zeros(long length, bool isLengthKnown) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var part = new byte[64 * 1024];
            Array.Fill(part, (byte)'0');
            await stream.WriteAsync("\""u8.ToArray());
            for (var left = length - 1; left > 0; left -= part.Length)
            {
                await stream.WriteAsync(part.AsMemory(0, (int)Math.Min(left, part.Length)));
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return isLengthKnown;
        }
    }
}
