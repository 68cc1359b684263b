using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Page;

/// <summary>Who opens the page for the first time makes the administrator's account there, and from then on all others.</summary>
public sealed class FirstAdministratorTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task The_first_administrator_makes_the_own_account_then_a_key_and_sees_both_in_the_audit()
    {
        await using var demo = await Demo.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "make an account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts", Exact = true })).ToBeVisibleAsync();

        // A key without an account would leave nobody who can sign in.
        await OpenAsync(page, "API keys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("early");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Make an administrator's account first");

        await OpenAsync(page, "Accounts");
        await FillAsync(page, "root", "lead");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The first account must be an administrator's");
        await FillAsync(page, "root", "administrator");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await SignInForm.SubmitAsync(page, "root", Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts" })).ToBeVisibleAsync();
        await Expect(page.GetByText("administrator in all teams")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Note)).ToHaveCountAsync(0);

        await OpenAsync(page, "API keys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("wallboard");
        await page.GetByLabel("Role").SelectOptionAsync("viewer");
        await page.GetByLabel("Team").SelectOptionAsync("demo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var key = await page.GetByLabel("The key").InputValueAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(demo, key));

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "wallboard" }).GetByText("Revoke", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke wallboard" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "wallboard" })).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(demo, key));

        await OpenAsync(page, "Audit");
        var made = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "key.added" });
        await Expect(made).ToContainTextAsync("account:root");
        await Expect(made).ToContainTextAsync("127.0.0.1");
        await page.GetByLabel("What").FillAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(made).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "account.added" })).ToContainTextAsync("anyone");
    }

    private static async Task OpenAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();
    }

    private static async Task FillAsync(IPage page, string name, string role)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByLabel("Role").SelectOptionAsync(role);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
    }

    private static async Task<HttpStatusCode> AskAsync(Demo demo, string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(demo.Page, "api/v1/teams/demo/tasks"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
