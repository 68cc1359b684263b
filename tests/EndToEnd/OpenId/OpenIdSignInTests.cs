using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.OpenId;

/// <summary>People sign in with the company's identity provider, and out.</summary>
public sealed class OpenIdSignInTests
{
    [Fact]
    public async Task A_person_signs_in_to_the_page_that_was_asked_for_with_the_roles_of_the_groups_and_signs_out_everywhere()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Provider.SetAsync("anna", "leads", "something else");
        await demo.SignInAsync("anna", "/?team=demo");
        await demo.SignedInAsync("anna");
        await Expect(demo.Page).ToHaveURLAsync(new Uri(demo.Program.Page, "/?team=demo").ToString());

        await demo.Page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(demo.Page.GetByText("Water the plants").First).ToBeVisibleAsync();
        var begun = Assert.Single(await demo.AuditAsync("session.begun"));
        Assert.Equal(("openid:anna", "openid", "127.0.0.1"), ((string?)begun["actor"], (string?)begun["kind"], (string?)begun["address"]));

        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await demo.Page.Locator("button[name=logout]").First.ClickAsync();
        await Expect(demo.SignInHeading).ToBeVisibleAsync();
        Assert.Equal("openid:anna", (string?)Assert.Single(await demo.AuditAsync("session.ended"))["actor"]);

        await demo.SignInLink.ClickAsync();
        await Expect(demo.Page.Locator("input[name=login]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_worker_is_the_contact_of_the_claim_and_sees_and_completes_the_own_tasks()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Program.SetAsync("AWAY", Demo.People);
        await demo.Program.SetAsync("AVAILABLE", "liam");
        await demo.Program.Tasks.AddAsync("Water the plants");
        await demo.Provider.SetAsync("liam", "desk");
        await demo.SignInAsync("liam");
        await demo.SignedInAsync("liam");

        var own = demo.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Liam Byrne" });
        await Expect(own).ToContainTextAsync("Water the plants");
        await Expect(demo.Page.GetByText("Carlotta Marino")).ToHaveCountAsync(0);
        await own.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(demo.Page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("completed");
    }

    [Fact]
    public async Task Who_has_no_role_here_is_told_so_and_the_audit_keeps_it()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Provider.SetAsync("bob", "something else");
        await demo.SignInAsync("bob");
        await Expect(demo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("your account there has no role here");
        await Expect(demo.SignInLink).ToBeVisibleAsync();
        var failed = Assert.Single(await demo.AuditAsync("sign-in.failed"));
        Assert.Equal(("openid:bob", "no-role"), ((string?)failed["actor"], (string?)failed["code"]));

        await demo.Page.GotoAsync(demo.Program.Page.ToString());
        await Expect(demo.SignInHeading).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_cancels_at_the_provider_and_whose_answer_is_forged_is_not_signed_in()
    {
        await using var demo = await OpenIdDemo.StartAsync();
        await demo.Provider.SetAsync("anna", "leads");
        await demo.Page.GotoAsync(demo.Program.Page.ToString());
        await demo.SignInLink.ClickAsync();
        await demo.Page.GetByText("Cancel").ClickAsync();
        await Expect(demo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Acme did not let you in, or you cancelled.");

        await demo.Page.GotoAsync(new Uri(demo.Program.Page, "/sign-in/openid/callback?code=forged&state=forged").ToString());
        await Expect(demo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The sign-in with Acme did not work.");
        await demo.Page.GotoAsync(demo.Program.Page.ToString());
        await Expect(demo.SignInHeading).ToBeVisibleAsync();
    }
}
