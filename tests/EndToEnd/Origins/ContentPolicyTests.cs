using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Origins;

/// <summary>The page and the API's page work under the content security policy.</summary>
public sealed class ContentPolicyTests
{
    [Fact]
    public async Task No_page_breaks_the_content_security_policy_in_a_browser()
    {
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", Demo.People);
        var task = await demo.Tasks.AddAsync("Water the plants");
        await using var chromium = await Chromium.StartAsync();
        var complaints = new ConcurrentQueue<string>();
        chromium.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        await chromium.Page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.violatedDirective} ${e.blockedURI}`))");

        foreach (var path in (string[])["/", $"/tasks/{task}", "/people/liam@localhost"])
        {
            await chromium.Page.GotoAsync(new Uri(demo.Page, path).ToString());
            await chromium.Page.Locator("[data-live=yes]").WaitForAsync();
        }

        await chromium.Page.GotoAsync(new Uri(demo.Page, "/api/docs").ToString());
        await chromium.Page.GetByText("Water the plants").Or(chromium.Page.GetByText("Assigns tasks by presence")).First.WaitForAsync();
        await chromium.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(complaints);

        // What the test listens to does hear of a violation.
        await chromium.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'window.stranger = 1'; document.body.append(s); }");
        Assert.False(await chromium.Page.EvaluateAsync<bool>("() => 'stranger' in window"));
        Assert.Contains(complaints, c => c.Contains("CSP script-src", StringComparison.Ordinal));
    }
}
