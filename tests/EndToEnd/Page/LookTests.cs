using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Page;

/// <summary>What a reader sees: colours, times, teams, outcomes.</summary>
public sealed class LookTests
{
    [Fact]
    public async Task Who_wishes_dark_pages_gets_a_dark_page_from_the_first_byte_on()
    {
        await using var demo = await Demo.StartAsync();
        await using (var plain = await Chromium.StartAsync(scripts: false, dark: true))
        {
            // Without scripts the page stays as the server wrote it.
            await plain.Page.GotoAsync(demo.Page.ToString());
            Assert.Equal(
                "rgb(19, 26, 35)",
                await plain.Page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
            Assert.NotEqual(
                "rgb(66, 66, 66)",
                await plain.Page.Locator("h2").First.EvaluateAsync<string>("h => getComputedStyle(h).color"));
        }

        await using var light = await Chromium.StartAsync(scripts: false);
        await light.Page.GotoAsync(demo.Page.ToString());
        Assert.Equal(
            "rgb(244, 246, 249)",
            await light.Page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
    }

    [Fact]
    public async Task A_lost_connection_is_said_in_letters_that_can_be_read()
    {
        await using var demo = await Demo.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await chromium.Page.GotoAsync(demo.Page.ToString());
        await demo.Pws.SetAsync("AWAY", "carlotta");
        await Expect(chromium.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Carlotta Marino" })).ToContainTextAsync("AWAY");

        await demo.Process.KillAsync();

        var notice = chromium.Page.Locator("#components-reconnect-modal");
        await Expect(notice).ToBeVisibleAsync();
        Assert.Equal("rgb(166, 27, 43)", await notice.EvaluateAsync<string>("n => getComputedStyle(n).backgroundColor"));
        Assert.Equal("rgb(255, 255, 255)", await notice.Locator("p").EvaluateAsync<string>("p => getComputedStyle(p).color"));
    }

    [Fact]
    public async Task Times_are_those_of_the_readers_zone_with_date_and_zone()
    {
        await using var demo = await Demo.StartAsync();
        await demo.Tasks.AddAsync("Water the plants");
        await using var chromium = await Chromium.StartAsync(zone: "Asia/Kathmandu");
        await chromium.Page.GotoAsync(demo.Page.ToString());

        var time = chromium.Page.Locator("pom-time").First;
        await Expect(time).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("Z$"));
        var shown = await time.EvaluateAsync<string>("t => t.shadowRoot.textContent");
        Assert.Contains("GMT+5:45", shown, StringComparison.Ordinal);
        Assert.Contains($"{DateTime.UtcNow.AddMinutes(345).Year}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_team_is_chosen_on_the_page_and_a_task_with_outcomes_is_completed_there()
    {
        await using var demo = await Demo.StartAsync();
        Assert.Equal(0, (await demo.PomAsync("teams", "add", "desk")).Code);
        await using var chromium = await Chromium.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());

        await page.GetByLabel("Team").SelectOptionAsync("desk");
        await Expect(page.GetByText("0 of 0 free")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Uri(demo.Page, "/?team=desk").ToString());
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("What is to be done").FillAsync("Open the window");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the window" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/tasks/.*team=desk"));

        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "sales.json"),
            """{"name":"sales","outcomes":["sold","not sold"]}""",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, (await demo.PomAsync("queues", "put", "sales.json", "--team", "demo")).Code);
        Assert.Equal(0, (await demo.PomAsync("tasks", "add", "Ring Ms Osei", "--queue", "sales", "--team", "demo")).Code);
        await page.GotoAsync(new Uri(demo.Page, "/?team=demo").ToString());
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        var holder = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ring Ms Osei" });
        await holder.GetByLabel("Outcome: Ring Ms Osei").SelectOptionAsync("not sold");
        await holder.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("completed");
    }
}
