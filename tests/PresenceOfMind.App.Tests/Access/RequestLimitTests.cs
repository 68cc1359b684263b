using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Requests are limited by key, and by address for who shows none.</summary>
public sealed class RequestLimitTests
{
    private const string Teams = "/api/v1/teams";

    /// <summary>How many requests are taken here.</summary>
    private const int Most = 5;

    private static readonly string WrongKey = $"pom_{new string('0', 72)}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_sends_too_many_requests_is_told_when_to_try_again_and_another_key_is_not()
    {
        await using var host = await RunningHost.StartAsync("up", s => s with { Limits = new LimitOptions { RequestsPerKey = Most } });
        var other = await host.Services.GetRequiredService<ApiKeys>().AddAsync(
            new NewKey("other", new Grant(Role.Viewer, "demo", null)), null);
        for (var i = 0; i < Most; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, null));
        }

        using var answer = await host.Http.GetAsync(Teams, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((429, "too-many-requests"), ((int?)problem["status"], (string?)problem["code"]));
        Assert.Contains("key:test", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, other.Text));
    }

    [Theory]
    [InlineData("up")]
    [InlineData("dispatch")]
    [InlineData("server")]
    public async Task Failures_and_requests_without_a_key_are_limited_by_address_and_a_valid_key_from_there_is_not(string command)
    {
        await using var host = await RunningHost.StartAsync(
            command, s => s with { Limits = new LimitOptions { RequestsPerAddress = Most } });
        for (var i = 0; i < Most; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, i % 2 == 0 ? WrongKey : "", path: "/admin/keys"));
        }

        foreach (var (key, path) in ((string, string)[])[(WrongKey, "/admin/keys"), ("", "/admin/keys"), ("", "/healthz"), ("", "/none")])
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(host, key, path: path));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, null, path: "/admin/keys"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, null, path: "/none"));
        if (command != "server")
        {
            // Notifications of a Presence Web Service carry no key, and all come from one address.
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await StatusAsync(host, "", path: "/pws/some-endpoint?id=1&eventType=presence"));
        }
    }

    [Fact]
    public async Task The_address_is_the_one_behind_trusted_proxies_and_of_ipv6_the_network_counts()
    {
        await using var host = await RunningHost.StartAsync(
            "server",
            s => s with { Limits = new LimitOptions { RequestsPerAddress = Most }, TrustedProxies = ["127.0.0.1"] });
        const string flooding = "2001:db8:1:2::7";
        for (var i = 0; i < Most; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "", flooding, "/healthz"));
        }

        var others = (string[])[.. Enumerable.Range(1, 9).Select(i => $"203.0.113.{i}"), "2001:db8:1:3::7"];
        var other = others.First(o => AddressPartition.Find(IPAddress.Parse(o)) != AddressPartition.Find(IPAddress.Parse(flooding)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(host, "", flooding, "/healthz"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(host, "", "2001:db8:1:2:3:4:5:6", "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "", other, "/healthz"));
    }

    [Fact]
    public void Addresses_of_one_ipv6_network_share_a_counter_and_others_are_spread()
    {
        Assert.Equal(Find("2001:db8:1:2::7"), Find("2001:db8:1:2:ffff::"));
        Assert.Equal(Find("192.0.2.1"), Find("::ffff:192.0.2.1"));
        Assert.InRange(Enumerable.Range(0, 1000).Select(i => Find($"10.0.{i / 250}.{i % 250}")).Distinct().Count(), 900, 1000);
        Assert.InRange(Enumerable.Range(0, 1000).Select(i => Find($"2001:db8:{i:x}::1")).Distinct().Count(), 900, 1000);

        static ushort Find(string address) => AddressPartition.Find(IPAddress.Parse(address));
    }

    /// <param name="host">The program.</param>
    /// <param name="key">The key; empty for none, and null for the valid one.</param>
    /// <param name="from">What a trusted proxy says of the client.</param>
    /// <param name="path">What is asked for.</param>
    private static async Task<HttpStatusCode> StatusAsync(RunningHost host, string? key, string? from = null, string path = Teams)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        if (key is null)
        {
            request.Headers.Authorization = host.Http.DefaultRequestHeaders.Authorization;
        }
        else if (key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };
        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
