using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Hosting;

/// <summary>Only trusted proxies say who the client of a request is.</summary>
public sealed class TrustedProxiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "203.0.113.7", "127.0.0.1", "http")]
    [InlineData("10.0.0.1", "203.0.113.7", "127.0.0.1", "http")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7", "https")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7", "https")]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7", "https")]
    [InlineData("127.0.0.1", "127.0.0.1, 203.0.113.7", "203.0.113.7", "https")]
    [InlineData("127.0.0.1,10.0.0.0/8", "198.51.100.1, 203.0.113.7, 10.0.0.9", "203.0.113.7", "https")]
    [InlineData("127.0.0.1", "2001:db8::7", "2001:db8::7", "https")]
    public async Task The_last_address_that_is_no_trusted_proxy_is_the_client(
        string trusted, string forwarded, string client, string scheme)
    {
        await using var host = await RunningHost.StartAsync(
            "server", settings => settings with { TrustedProxies = trusted.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        using var request = new HttpRequestMessage(HttpMethod.Get, RunningHost.Client);
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", "https");
        var seen = await SeenAsync(host.Http, request);
        Assert.Equal((client, scheme), ((string?)seen["address"], (string?)seen["scheme"]));
    }

    [Fact]
    public async Task A_forwarded_host_that_the_program_does_not_have_is_refused_and_one_of_a_stranger_ignored()
    {
        await using var host = await RunningHost.StartAsync("server", settings => settings with { TrustedProxies = ["127.0.0.1"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, RunningHost.Client);
        request.Headers.Add("X-Forwarded-Host", "evil.example.com");
        using var answer = await host.Http.SendAsync(request, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);

        await using var plain = await RunningHost.StartAsync("server");
        using var again = new HttpRequestMessage(HttpMethod.Get, RunningHost.Client);
        again.Headers.Add("X-Forwarded-Host", "evil.example.com");
        Assert.StartsWith("127.0.0.1:", (string?)(await SeenAsync(plain.Http, again))["host"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$remote_addr")]
    [InlineData("$proxy_add_x_forwarded_for")]
    public async Task A_stranger_behind_nginx_forges_no_address_whether_nginx_replaces_or_appends(string forwardedFor)
    {
        var port = FreePort.Find();
        await using var host = await RunningHost.StartAsync(
            "server",
            settings => settings with { TrustedProxies = ["127.0.0.1"], PublicUrl = new Uri($"https://localhost:{port}/pom") });
        var recipe = NginxRecipe.Read(port, host.Http.BaseAddress!.Port);
        Assert.Contains("$remote_addr", recipe, StringComparison.Ordinal);

        // The stranger has an address that nginx and the program do not have.
        await using var nginx = await Nginx.StartAsync(port, recipe.Replace("$remote_addr", forwardedFor, StringComparison.Ordinal));
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, port, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}") };
        foreach (var forged in (string[])["127.0.0.1", "203.0.113.7", "127.0.0.1, 127.0.0.1", "unknown"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/pom" + RunningHost.Client);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forged);
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "http");
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example.com");
            var seen = await SeenAsync(http, request);
            Assert.Equal(
                ("127.0.0.2", "https", $"localhost:{port}", "/pom"),
                ((string?)seen["address"], (string?)seen["scheme"], (string?)seen["host"], (string?)seen["base"]));
        }
    }

    private static async Task<JsonNode> SeenAsync(HttpClient http, HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
