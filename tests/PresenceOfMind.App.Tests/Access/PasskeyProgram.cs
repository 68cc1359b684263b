using System.Net;
using System.Text.RegularExpressions;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>A running program whose page browsers reach as <c>localhost</c>, and what they do there with passkeys.</summary>
public sealed partial class PasskeyProgram : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    public RunningProgram Program { get; } = new();

    public Uri Page => new UriBuilder(Program.Page) { Host = "localhost" }.Uri;

    public string Origin => Page.GetLeftPart(UriPartial.Authority);

    public ValueTask InitializeAsync() => Program.InitializeAsync();

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>A browser in which somebody new is signed in.</summary>
    internal async Task<Browser> SignInAsync(string name)
    {
        await Program.Accounts.AddAsync(name, Password, [new Grant(Role.Viewer, "demo", null)], null);
        return Program.OpenSession(name, page: Page);
    }

    internal Browser Open() => new(Page, Origin);

    /// <summary>Makes an account with a passkey.</summary>
    internal async Task<TestDevice> AddAsync(string name, uint count = 0)
    {
        var device = new TestDevice(Origin) { Count = count };
        using var browser = await SignInAsync(name);
        using var added = await AddAsync(browser, device.Create(await BeginAsync(browser)));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        return device;
    }

    /// <summary>Gives the password on the account's page, and reads what the browser asks the device for.</summary>
    internal static async Task<string> BeginAsync(Browser browser)
    {
        using var shown = await PostAsync(browser, "add-passkey", ("passkey-name", "red key"), ("current", Password));
        Assert.True(shown.Headers.CacheControl!.NoStore);
        var html = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(Options().Match(html).Groups[1].Value);
    }

    internal static Task<HttpResponseMessage> AddAsync(Browser browser, string credential) =>
        PostAsync(browser, "add-passkey", ("passkey-name", "red key"), ("credential", credential));

    internal static async Task<HttpResponseMessage> PostAsync(
        Browser browser, string form, params (string Name, string Value)[] fields)
    {
        var posted = Browser.HiddenFields(await browser.ReadAsync("/account"));
        posted["_handler"] = form;
        foreach (var (name, value) in fields)
        {
            posted[name] = value;
        }

        return await browser.PostAsync("/account", posted);
    }

    /// <summary>Answers a challenge on the sign-in page.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="answer">What the device answers.</param>
    internal static async Task<HttpResponseMessage> SignInAsync(Browser browser, Func<string, string> answer)
    {
        var form = Browser.HiddenFields(await browser.ReadAsync("/sign-in"));
        form["_handler"] = "passkey";
        form["credential"] = answer(await browser.ReadAsync("/sign-in/passkey"));
        return await browser.PostAsync("/sign-in", form);
    }

    [GeneratedRegex("data-passkey=\"create\" data-options=\"([^\"]*)\"")]
    private static partial Regex Options();
}
