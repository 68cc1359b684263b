using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Page;

/// <summary>People on the page: the first minute, signing in, and what each role sees.</summary>
public sealed class AccountPageTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task The_first_account_ends_that_everybody_is_administrator_also_on_pages_that_are_open()
    {
        await using var demo = await Demo.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());
        await Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("Everybody at this machine is administrator.");
        await Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("pom accounts add NAME");
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();

        await AddAccountAsync(demo, "anna", "--role", "lead", "--team", "demo");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await SignInForm.SubmitAsync(page, "anna", "a wrong password");
        await Expect(Alert(page, "The name or the password is wrong.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("anna");
        await Expect(page.GetByLabel("Password")).ToHaveValueAsync("");

        await SignInForm.SubmitAsync(page, "anna", Password);
        await Expect(page.GetByTitle("Signed in as anna")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Note)).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("Water the plants");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync(demo.Page.ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_worker_sees_and_completes_the_own_tasks_and_an_open_page_ends_when_the_role_is_taken()
    {
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", Demo.People);
        await demo.SetAsync("AVAILABLE", "liam");
        await demo.Tasks.AddAsync("Water the plants");
        await AddAccountAsync(demo, "liam", "--role", "worker", "--team", "demo", "--worker", "liam@localhost");
        await using var chromium = await Chromium.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());
        await SignInForm.SubmitAsync(page, "liam", Password);

        var own = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Liam Byrne" });
        await Expect(own).ToContainTextAsync("Water the plants");
        await Expect(page.GetByText("Carlotta Marino")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("What is to be done")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await own.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("completed");

        var (code, _, error) = await demo.PomAsync(
            "accounts", "revoke", "liam", "--role", "worker", "--team", "demo", "--worker", "liam@localhost");
        Assert.True(code == 0, error);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(Alert(page, "because your roles were changed")).ToBeVisibleAsync();
        await SignInForm.SubmitAsync(page, "liam", Password);
        await Expect(Alert(page, "You have no role in a team.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_viewer_has_no_buttons_and_signs_in_without_scripts_until_too_many_wrong_passwords_lock_the_name()
    {
        await using var demo = await Demo.StartAsync();
        await demo.Tasks.AddAsync("Water the plants");
        await AddAccountAsync(demo, "vera", "--role", "viewer", "--team", "demo");
        await using var chromium = await Chromium.StartAsync(scripts: false);
        var page = chromium.Page;
        await page.GotoAsync(new Uri(demo.Page, "/?team=demo").ToString());
        await SignInForm.SubmitAsync(page, "vera", Password);
        await Expect(page).ToHaveURLAsync(new Uri(demo.Page, "/?team=demo").ToString());
        await Expect(page.GetByText("Water the plants").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        for (var i = 0; i < 5; i++)
        {
            await SignInForm.SubmitAsync(page, "vera", "a wrong password");
            await Expect(Alert(page, "wrong")).ToBeVisibleAsync();
        }

        await SignInForm.SubmitAsync(page, "vera", Password);
        await Expect(Alert(page, "There were too many attempts.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_person_changes_the_password_adds_a_passkey_signs_in_with_it_and_after_its_removal_cannot()
    {
        await using var demo = await Demo.StartAsync();
        await AddAccountAsync(demo, "anna", "--role", "lead", "--team", "demo");
        await using var chromium = await Chromium.StartAsync();
        var page = chromium.Page;
        await AddDeviceAsync(page);
        await page.GotoAsync(new UriBuilder(demo.Page) { Host = "localhost" }.Uri.ToString());
        await SignInForm.SubmitAsync(page, "anna", Password);
        await page.GetByTitle("Signed in as anna").ClickAsync();
        await page.GetByLabel("Current password").FillAsync(Password);
        await page.GetByLabel("New password").FillAsync("another long password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You have another password");

        await page.GetByLabel("Name of the new passkey").FillAsync("my laptop");
        await page.GetByLabel("Your password").FillAsync("another long password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You can sign in with your new passkey");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "my laptop" })).ToContainTextAsync("never");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        var signIn = page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" });
        await signIn.ClickAsync();
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();

        await page.GetByTitle("Signed in as anna").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey my laptop" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("cannot be used any more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await signIn.ClickAsync();
        await Expect(Alert(page, "This passkey was not accepted")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_page_too_many_of_an_account_says_so_and_becomes_live_when_another_is_closed()
    {
        await using var demo = await Demo.StartAsync("--pages-per-account", "1");
        await AddAccountAsync(demo, "anna", "--role", "lead", "--team", "demo");
        await using var chromium = await Chromium.StartAsync();
        var first = chromium.Page;
        await first.GotoAsync(demo.Page.ToString());
        await SignInForm.SubmitAsync(first, "anna", Password);
        await Expect(first.Locator("[data-live=yes]")).ToBeVisibleAsync();

        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(demo.Page.ToString());
        await Expect(Alert(second, "Too many pages are open")).ToBeVisibleAsync();
        await Expect(second.Locator("[data-live=no]")).ToBeVisibleAsync();
        await second.GetByLabel("What is to be done").FillAsync("Water the plants");
        await second.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(first.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("Water the plants");

        await first.CloseAsync();
        await Expect(second.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await Expect(Alert(second, "Too many pages are open")).ToHaveCountAsync(0);
    }

    /// <summary>The message that says so; the page has another for lost connections.</summary>
    private static ILocator Alert(IPage page, string text) => page.GetByRole(AriaRole.Alert).Filter(new() { HasText = text });

    /// <summary>Gives the browser a device with passkeys, whose person is always there.</summary>
    private static async Task AddDeviceAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task AddAccountAsync(Demo demo, string name, params string[] role)
    {
        var file = Path.Combine(demo.Folder, "password.txt");
        await File.WriteAllTextAsync(file, Password + "\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await demo.PomAsync(["accounts", "add", name, .. role, "--password-file", file]);
        Assert.True(code == 0, error);
    }
}
