using Microsoft.Playwright;
using PresenceOfMind.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.OpenId;

/// <summary>Sessions follow the identity provider, and outlast its outages.</summary>
public sealed class OpenIdSessionTests
{
    [Fact]
    public async Task An_open_page_shows_other_roles_and_ends_when_the_person_has_none_any_more()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Provider.SetAsync("anna", "leads");
        await demo.SignInAsync("anna");
        await demo.SignedInAsync("anna");
        await Expect(demo.Page.GetByLabel("What is to be done")).ToBeVisibleAsync();

        await demo.Provider.SetAsync("anna", "viewers");
        await Expect(demo.Page.GetByLabel("What is to be done")).ToHaveCountAsync(0);
        await demo.SignedInAsync("anna");

        await demo.Provider.RemoveAsync("anna");
        await Expect(demo.SignInHeading).ToBeVisibleAsync();
        var ended = Assert.Single(await demo.AuditAsync("session.ended"));
        Assert.Equal(("openid:anna", "provider-refused"), ((string?)ended["actor"], (string?)ended["code"]));
    }

    [Fact]
    public async Task A_session_ends_with_its_access_token_and_begins_again_without_a_form()
    {
        await using var demo = await OpenIdDemo.StartAsync(seconds: 30);
        await demo.Provider.SetAsync("anna", "leads");
        await demo.SignInAsync("anna");
        await demo.SignedInAsync("anna");
        await Expect(demo.SignInHeading).ToBeVisibleAsync();
        await demo.SignInLink.ClickAsync();
        await demo.SignedInAsync("anna");
    }

    [Fact]
    public async Task While_the_provider_hangs_sessions_go_on_and_who_wants_to_sign_in_is_told_and_tries_again()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Provider.SetAsync("anna", "leads");
        await demo.SignInAsync("anna");
        await demo.SignedInAsync("anna");

        demo.Provider.Suspend();
        await Eventually.GetAsync(
            "the log of the outage",
            () => Task.FromResult(demo.Program.Process.Error),
            said => said.Contains("cannot be asked", StringComparison.Ordinal));
        await demo.Page.ReloadAsync();
        await demo.SignedInAsync("anna");
        await demo.Page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(demo.Page.GetByText("Water the plants").First).ToBeVisibleAsync();

        await demo.Program.StartAgainAsync();
        await demo.Page.ReloadAsync();
        await demo.SignedInAsync("anna");

        await demo.Page.Context.ClearCookiesAsync();
        await demo.Page.GotoAsync(demo.Program.Page.ToString());
        await demo.SignInLink.ClickAsync();
        await Expect(demo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Acme does not answer");

        demo.Provider.Resume();
        await demo.ReachProviderAsync();
        await demo.FillProviderFormAsync("anna");
        await demo.SignedInAsync("anna");
    }

    [Fact]
    public async Task A_provider_that_is_not_there_at_the_start_is_told_on_the_page_and_found_when_it_comes()
    {
        await using var demo = await OpenIdDemo.StartAsync(isProviderUp: false);
        await demo.Page.GotoAsync(new Uri(demo.Program.Page, "/?team=demo").ToString());
        await demo.SignInLink.ClickAsync();
        await Expect(demo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Acme does not answer");

        await demo.Provider.StartAsync(demo.Program.Page);
        await demo.Provider.SetAsync("anna", "leads");
        await demo.ReachProviderAsync();
        await demo.FillProviderFormAsync("anna");
        await demo.SignedInAsync("anna");
        await Expect(demo.Page).ToHaveURLAsync(new Uri(demo.Program.Page, "/?team=demo").ToString());
    }
}
