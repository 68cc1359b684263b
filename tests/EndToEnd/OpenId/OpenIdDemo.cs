using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PresenceOfMind.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.OpenId;

/// <summary><c>pom up</c> with the company's identity provider, a browser, and what a person does there.</summary>
internal sealed class OpenIdDemo : IAsyncDisposable
{
    private OpenIdDemo(IdentityProvider provider, Demo demo, Chromium chromium) =>
        (Provider, Program, Chromium) = (provider, demo, chromium);

    public IdentityProvider Provider { get; }

    public Demo Program { get; }

    public Chromium Chromium { get; }

    public IPage Page => Chromium.Page;

    /// <summary>The heading of the program's sign-in page.</summary>
    public ILocator SignInHeading => Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true });

    /// <summary>What leads to the identity provider.</summary>
    public ILocator SignInLink => Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Acme" });

    /// <param name="seconds">How long an access token of the provider lasts.</param>
    /// <param name="isProviderUp">Whether the provider runs from the beginning.</param>
    /// <param name="more">Further settings.</param>
    public static async Task<OpenIdDemo> StartAsync(int seconds = 600, bool isProviderUp = true, params string[] more)
    {
        var provider = IdentityProvider.Prepare();
        Demo? demo = null;
        try
        {
            demo = await Demo.StartWithKeyAsync([.. provider.Settings, .. more]);
            if (isProviderUp)
            {
                await provider.StartAsync(demo.Page, seconds);
            }

            return new OpenIdDemo(provider, demo, await Chromium.StartAsync());
        }
        catch
        {
            if (demo is not null)
            {
                await demo.DisposeAsync();
            }

            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to a page, and from the sign-in that it leads to through that of the provider back.</summary>
    public async Task SignInAsync(string name, string path = "/")
    {
        await Page.GotoAsync(new Uri(Program.Page, path).ToString());
        await SignInLink.ClickAsync();
        await FillProviderFormAsync(name);
    }

    /// <summary>Tries until the provider, which was down, shows its form.</summary>
    public async Task ReachProviderAsync() => await Eventually.GetAsync(
        "the provider's form",
        async () =>
        {
            if (await SignInLink.IsVisibleAsync())
            {
                await SignInLink.ClickAsync();
            }

            try
            {
                await Page.Locator("input[name=login]").WaitForAsync(new() { Timeout = 10_000 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        },
        isThere => isThere);

    /// <summary>What a person does at the provider.</summary>
    public async Task FillProviderFormAsync(string name)
    {
        await Page.Locator("input[name=login]").FillAsync(name);
        await Page.Locator("input[name=password]").FillAsync("any");
        await Page.Locator("button[type=submit]").ClickAsync();
    }

    /// <summary>Waits until the page shows who is signed in, and is live.</summary>
    public async Task SignedInAsync(string name)
    {
        await Expect(Page.GetByTitle($"Signed in as {name}")).ToBeVisibleAsync();
        await Expect(Page.Locator("[data-live=yes]")).ToBeVisibleAsync();
    }

    /// <summary>The audit's entries of an action, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> AuditAsync(string action)
    {
        using var http = new HttpClient { BaseAddress = Program.Page };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Program.Key}");
        var page = await http.GetStringAsync($"admin/audit?action={action}", TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(page)!["items"]!.AsArray().Select(e => e!)];
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Program.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
