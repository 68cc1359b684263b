using System.Collections.Concurrent;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Origins;

/// <summary>The page behind Debian's nginx, with the recipe of the documents: TLS, a path before all paths, WebSockets.</summary>
public sealed class BehindNginxTests
{
    [Fact]
    public async Task The_page_is_live_below_a_path_over_tls_and_all_its_parts_are_found()
    {
        var port = FreePort.Find();
        await using var demo = await Demo.StartWithKeyAsync(
            "--public-url", $"https://localhost:{port}/pom", "--trusted-proxies", "127.0.0.1");
        await demo.SetAsync("AWAY", Demo.People);

        // The proxy lets in whom it knows: it adds the key, to the WebSocket too.
        const string After = "proxy_http_version";
        var recipe = NginxRecipe.Read(port, demo.Page.Port).Replace(
            After, $"proxy_set_header Authorization \"Bearer {demo.Key}\";\n{After}", StringComparison.Ordinal);
        await using var nginx = await Nginx.StartAsync(port, recipe);
        await using var chromium = await Chromium.StartAsync(trustAll: true);
        var failed = new ConcurrentQueue<string>();
        chromium.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                failed.Enqueue($"{answer.Status} {answer.Url}");
            }
        };
        chromium.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                failed.Enqueue(message.Text);
            }
        };
        var sockets = new ConcurrentQueue<string>();
        chromium.Page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        await chromium.Page.GotoAsync($"https://localhost:{port}/pom/");
        await chromium.Page.Locator("[data-live=yes]").WaitForAsync();
        Assert.Contains(sockets, url => url.StartsWith($"wss://localhost:{port}/pom/_blazor", StringComparison.Ordinal));

        // What happens elsewhere comes by the live connection, without a request of the page.
        await demo.Tasks.AddAsync("Water the plants");
        await chromium.Page.GetByText("Water the plants").First.WaitForAsync();

        // Without the connection, a form is posted, and the answer leads back below the path.
        await using var plain = await Chromium.StartAsync(scripts: false, trustAll: true);
        await plain.Page.GotoAsync($"https://localhost:{port}/pom/");
        await plain.Page.Locator("input[name=title]").FillAsync("Feed the cat");
        await plain.Page.Locator("form:has(input[name=title]) button[type=submit]").ClickAsync();
        await plain.Page.GetByText("Feed the cat").First.WaitForAsync();
        Assert.StartsWith($"https://localhost:{port}/pom/", plain.Page.Url, StringComparison.Ordinal);
        var cookies = await plain.Page.Context.CookiesAsync();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.True(cookie is { Secure: true, HttpOnly: true }, $"{cookie.Name} is not protected."));

        await chromium.Page.GotoAsync($"https://localhost:{port}/pom/api/docs");
        await chromium.Page.GetByText("Assigns tasks by presence").First.WaitForAsync();
        Assert.Empty(failed);
    }
}
