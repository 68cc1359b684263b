using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class PageTests
{
    [Fact]
    public async Task People_stand_in_the_page_itself_for_who_has_no_scripts()
    {
        await using var demo = await Demo.StartAsync();
        using var http = new HttpClient();

        var html = await http.GetStringAsync(demo.Page, TestContext.Current.CancellationToken);

        Assert.Contains("<title>Presence of Mind</title>", html, StringComparison.Ordinal);
        Assert.Contains("Carlotta Marino", html, StringComparison.Ordinal);
        Assert.Contains("AVAILABLE", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_shown_without_a_reload_and_tasks_are_added_and_ended_there()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        await page.GotoAsync(demo.Page.ToString());
        var carlotta = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Carlotta Marino" });
        await Expect(carlotta).ToContainTextAsync("AVAILABLE");
        await page.EvaluateAsync("window.sameDocument = true");

        await demo.Pws.SetAsync("AWAY", "carlotta");
        await Expect(carlotta).ToContainTextAsync("AWAY");

        await demo.Pws.SetAsync("AWAY", Demo.People);
        await Expect(page.GetByText("0 of 12 free")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        var waiting = page.GetByRole(AriaRole.Region, new() { Name = "Waiting" });
        await Expect(waiting).ToContainTextAsync("Water the plants");
        await Expect(waiting).ToContainTextAsync("not available");

        await demo.Pws.SetAsync("AVAILABLE", "carlotta");
        await Expect(carlotta).ToContainTextAsync("Water the plants");
        await carlotta.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(carlotta).Not.ToContainTextAsync("Water the plants");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("completed");

        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"), "the page was loaded again");
        Assert.All(
            requests,
            url => Assert.StartsWith(
                demo.Page.GetLeftPart(UriPartial.Authority),
                url.Replace("ws://", "http://", StringComparison.Ordinal),
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_says_who_may_have_it_and_then_who_has_it_and_a_person_says_why_not()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        await demo.Pws.SetAsync("AWAY", Demo.People);
        await page.GotoAsync(demo.Page.ToString());
        await Expect(page.GetByText("0 of 12 free")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page
            .GetByRole(AriaRole.Region, new() { Name = "Waiting" })
            .GetByRole(AriaRole.Link, new() { Name = "Water the plants" })
            .ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("of 12 people, 12 are not available");
        var candidates = page.GetByRole(AriaRole.Region, new() { Name = "Who can take the task" });
        await Expect(candidates.GetByRole(AriaRole.Row).Filter(new() { HasText = "Carlotta Marino" })).ToContainTextAsync(
            "AWAY does not take");

        await candidates.GetByRole(AriaRole.Link, new() { Name = "Carlotta Marino" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("AWAY takes no work");
        await page.GetByRole(AriaRole.Link, new() { Name = "Water the plants" }).ClickAsync();

        await demo.Pws.SetAsync("AVAILABLE", "carlotta");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Carlotta Marino got it: nobody else was eligible.");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Carlotta Marino got it: nobody else was eligible.");

        await page.GotoAsync(new Uri(demo.Page, "tasks/none").ToString());
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is no task none." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_tasks_are_added_and_ended_by_plain_forms()
    {
        await using var chromium = await Chromium.StartAsync(scripts: false);
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());

        await page.GetByLabel("What is to be done").FillAsync("Water the plants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        var holder = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Water the plants" });
        await Expect(holder).ToHaveCountAsync(1);
        await holder.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recent" })).ToContainTextAsync("completed");
    }

    [Fact]
    public async Task An_endpoint_that_hears_nothing_is_shown_with_the_reason()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());
        await Expect(page.GetByText("12 of 12 free")).ToBeVisibleAsync();
        var silent = page.GetByRole(AriaRole.Region, new() { Name = "Endpoints without notifications" });
        await Expect(silent).ToHaveCountAsync(0);

        await demo.Pws.SubscribeAsync("grace", "http://127.0.0.1:5000/hear", "carlotta");
        await Expect(silent).ToContainTextAsync("http://127.0.0.1:5000");
        await Expect(silent).ToContainTextAsync("Port 5000 is not among the common ports");

        await page.ReloadAsync();
        await Expect(silent).ToContainTextAsync("http://127.0.0.1:5000");
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_the_page_is_there_again_with_the_server()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await Demo.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(demo.Page.ToString());
        await demo.Pws.SetAsync("AWAY", "carlotta");
        var carlotta = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Carlotta Marino" });
        await Expect(carlotta).ToContainTextAsync("AWAY");

        await demo.Process.KillAsync();
        await Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();

        await demo.StartAgainAsync();
        await Expect(page.GetByText("Connection lost")).ToBeHiddenAsync();
        await Expect(carlotta).ToContainTextAsync("AWAY");
    }
}
