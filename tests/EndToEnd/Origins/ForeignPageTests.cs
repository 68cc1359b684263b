using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace EndToEnd.Origins;

/// <summary>What a page of another origin can do to the program, in a browser on the same machine.</summary>
public sealed class ForeignPageTests
{
    private const string Wall = "https://wall.example.com";

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing_in_a_browser()
    {
        await using var foreign = await ForeignPage.StartAsync();
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", Demo.People);
        var task = await demo.Tasks.AddAsync("Water the plants");
        var tasks = new Uri(demo.Page, $"/api/v1/tasks/{task}").ToString();
        await using var chromium = await Chromium.StartAsync();

        foreach (var name in (string[])["127.0.0.1", "localhost"])
        {
            Assert.Equal(403, await PostAsync("form", tasks + "/cancel"));
            Assert.Equal(403, await PostAsync("sandboxed form", tasks + "/cancel"));
            Assert.Equal(403, await PostAsync("fetch", tasks + "/cancel"));
            Assert.Equal(403, await PostAsync("fetch", new Uri(demo.Page, "/api/v1/workers/liam@localhost/erase").ToString()));
            Assert.Equal(403, await PostAsync("form", new Uri(demo.Page, $"/page/tasks/{task}/cancel").ToString()));
            Assert.Equal(403, await PostAsync("fetch", new Uri(demo.Page, "/admin/demo/reset").ToString()));
            Assert.Equal(403, await PostAsync("fetch", new Uri(demo.Page, "/_blazor/negotiate?negotiateVersion=1").ToString()));
            Assert.Equal(403, await PostAsync("fetch", new Uri(demo.PwsHttp, "/presence-service/users/demo/sessions").ToString()));
            await chromium.Page.GotoAsync(foreign.At(name));
            var socket = new UriBuilder(demo.Page) { Scheme = "ws", Path = "/_blazor" }.ToString();
            Assert.True(await IsSocketRefusedAsync(chromium.Page, socket), "A WebSocket of another origin was opened.");

            async Task<int> PostAsync(string how, string url)
            {
                var page = await chromium.Page.Context.NewPageAsync();
                await page.GotoAsync(foreign.At(name));
                return await PostFromAsync(page, how, url);
            }
        }

        Assert.Equal("waiting", (string?)(await demo.Tasks.ShowAsync(task))["state"]);
        Assert.Equal("AWAY", await demo.Tasks.PresenceAsync("liam@localhost"));

        await chromium.Page.GotoAsync(demo.Page.ToString());
        Assert.Equal(200, await PostFromAsync(chromium.Page, "fetch", tasks + "/cancel"));
    }

    [Fact]
    public async Task Requests_are_judged_by_the_public_url_and_the_allowed_origins()
    {
        await using var demo = await Demo.StartWithKeyAsync(
            "--public-url", "https://desk.example.com/pom", "--allowed-origins", $"{Wall},http://other.example:81");
        using var http = new HttpClient { BaseAddress = demo.Page };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.Key);

        Assert.Equal(HttpStatusCode.Created, await AddAsync(null));
        Assert.Equal(HttpStatusCode.Created, await AddAsync("https://desk.example.com", host: "desk.example.com"));
        Assert.Equal(HttpStatusCode.Created, await AddAsync(Wall, site: "cross-site"));
        Assert.Equal(HttpStatusCode.Created, await AddAsync(Wall, path: "/pom/api/v1/tasks"));
        Assert.Equal(HttpStatusCode.Forbidden, await AddAsync("http://desk.example.com"));
        Assert.Equal(HttpStatusCode.Forbidden, await AddAsync("null"));
        Assert.Equal(HttpStatusCode.Forbidden, await AddAsync(null, site: "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await AddAsync(null, site: "same-site"));

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/tasks");
        preflight.Headers.Add("Origin", Wall);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var allowed = await http.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.Equal(Wall, Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));

        var page = await http.GetStringAsync("/pom/", TestContext.Current.CancellationToken);
        Assert.Contains("""<base href="/pom/" """.Trim(), page, StringComparison.Ordinal);
        Assert.Contains(
            """<base href="/pom/" """.Trim(),
            await http.GetStringAsync("/", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        async Task<HttpStatusCode> AddAsync(string? origin, string? site = null, string? host = null, string path = "/api/v1/tasks")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Content = new StringContent("""{"title":"Water the plants"}""", null, "application/json");
            Add("Origin", origin);
            Add("Sec-Fetch-Site", site);
            Add("Host", host);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.Forbidden)
            {
                var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                var problem = JsonNode.Parse(body)!;
                Assert.Equal("origin-foreign", (string?)problem["code"]);
                Assert.Contains("--allowed-origins", (string?)problem["detail"], StringComparison.Ordinal);
            }

            return answer.StatusCode;

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            }
        }
    }

    /// <summary>Posts from the page that is shown, as a page can without being allowed to.</summary>
    /// <returns>The status of the program's answer.</returns>
    private static async Task<int> PostFromAsync(IPage page, string how, string url)
    {
        // A form in a sandboxed frame has the origin "null"; its answer is shown by the page as a whole, where it can be seen from here.
        var form =
            $"""<form method="post" enctype="text/plain" target="_top" action="{url}"></form><script>document.forms[0].submit()</script>""";
        var script = how switch
        {
            "fetch" => "([url]) => { fetch(url, { method: 'POST', mode: 'no-cors' }).catch(() => {}); }",
            "form" => "([, form]) => { document.open(); document.write(form); document.close(); }",
            _ => """
                ([, form]) => {
                    const frame = document.createElement('iframe');
                    frame.sandbox = 'allow-scripts allow-forms allow-top-navigation';
                    frame.srcdoc = form;
                    document.body.append(frame);
                }
                """,
        };
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync(script, new[] { url, form }),
            answer => answer.Url == url);
        return answer.Status;
    }

    private static Task<bool> IsSocketRefusedAsync(IPage page, string url) => page.EvaluateAsync<bool>(
        """
        url => new Promise(done => {
            const socket = new WebSocket(url);
            socket.onopen = () => done(false);
            socket.onerror = () => done(true);
        })
        """,
        url);
}
