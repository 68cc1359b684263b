using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>The page to read and try the API, in a browser that reaches nothing but the program.</summary>
public sealed class ApiPageTests
{
    [Fact]
    public async Task The_page_shows_the_operations_sends_a_request_and_asks_nobody_elsewhere()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        var requests = new ConcurrentQueue<string>();
        var errors = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.PageError += (_, error) => errors.Enqueue(error);

        await page.GotoAsync(new Uri(demo.Page, "/api/docs#tag/teams/GET/api/v1/teams").ToString());
        await Expect(page).ToHaveTitleAsync("Presence of Mind: API");
        foreach (var (group, operation) in ((string, string)[])
        [
            ("Tasks", "Adds a task; if an eligible worker is there, it is assigned or offered at once"),
            ("Configuration", "Sets a queue, or adds it"),
            ("Events", "The team's log, from a position on"),
        ])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Open Group - {group}" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = operation })).ToBeVisibleAsync();
        }

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "pom", Exact = true })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Request (get /api/v1/teams)", Exact = true }).ClickAsync();
        var client = page.GetByRole(AriaRole.Dialog, new() { Name = "API Client" });
        await client.GetByRole(AriaRole.Button, new() { Name = "Send get request to /api/v1/teams" }).ClickAsync();
        await Expect(client.GetByRole(AriaRole.Region, new() { Name = "Response" })).ToContainTextAsync("\"demo\"");

        Assert.Empty(errors);
        Assert.Contains(requests, url => url.EndsWith("/api/v1/openapi.json", StringComparison.Ordinal));
        Assert.All(
            requests.Where(IsOutside),
            url => Assert.StartsWith(demo.Page.GetLeftPart(UriPartial.Authority), url, StringComparison.Ordinal));
    }

    /// <summary>Whether an address leaves the browser.</summary>
    private static bool IsOutside(string url) =>
        !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal);
}
