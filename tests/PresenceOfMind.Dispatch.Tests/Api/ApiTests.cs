using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Dispatch.Api.Http;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(_folder.Path);

    [Fact]
    public async Task A_task_is_added_shown_completed_and_gone_from_the_waiting()
    {
        await _host.FetchAsync(("ann", Available));
        using var added = await PostAsync("/api/v1/tasks", """{"title":"Call back","id":"c-1","attributes":{"phone":"1 & 2","n":1.50}}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("/api/v1/tasks/c-1", added.Headers.Location!.OriginalString);

        var task = await GetAsync("/api/v1/tasks/c-1");
        Assert.Equal("assigned", (string?)task["state"]);
        Assert.Equal("ann@example.com", (string?)task["worker"]);
        Assert.Equal("ann", (string?)task["workerName"]);
        Assert.Equal("1 & 2", (string?)task["attributes"]!["phone"]);

        using var completed = await PostAsync("/api/v1/tasks/c-1/complete", null);
        Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
        Assert.Equal("completed", (string?)(await GetAsync("/api/v1/teams/demo/tasks/c-1"))["state"]);
        Assert.Empty((await GetAsync("/api/v1/tasks?state=waiting,assigned"))["items"]!.AsArray());
        Assert.Single((await GetAsync("/api/v1/tasks?state=completed"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_waiting_task_says_why()
    {
        await _host.FetchAsync(("ann", Away), ("bob", Dnd));
        using var added = await PostAsync("/api/v1/tasks", """{"title":"Call back"}""");
        var task = JsonNode.Parse(await added.Content.ReadAsStringAsync(Cancel))!;

        Assert.Equal("No worker can take it now: of 2 people, 2 are not available.", (string?)task["waitsBecause"]);
        Assert.Equal((string?)task["waitsBecause"], (string?)(await GetAsync("/api/v1/tasks"))["items"]![0]!["waitsBecause"]);
        var ann = (await GetAsync("/api/v1/workers"))["items"]![0]!;
        Assert.Equal("AWAY", (string?)ann["presence"]);
        Assert.Equal("AWAY takes no work.", (string?)ann["notAbleBecause"]);
        Assert.True((bool?)ann["confirmed"]);
    }

    [Fact]
    public async Task The_same_task_again_gets_the_first_answer_and_another_one_409()
    {
        using var first = await PostAsync("/api/v1/tasks", """{"title":"one","id":"a"}""");
        using var again = await PostAsync("/api/v1/tasks", """{ "id": "a", "title": "one" }""");
        using var other = await PostAsync("/api/v1/tasks", """{"title":"two","id":"a"}""");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Theory]
    [InlineData(
        """{"id":"a","title":"Zoë","attributes":{"limit":1e3,"name":"é","in":{"x":1,"y":[2.50]}},"units":2,"skills":[{"name":"french"}],"deadline":"2099-01-31T12:00:00Z"}""")]
    [InlineData(
        """ { "deadline" : "2099-01-31T13:00:00+01:00", "skills":[ {"level":1,"wished":false,"name":"french","expiresAfterSeconds":null} ], "title":"Zo\u00eb", "units":2.0, "attributes":{"in":{"y":[25e-1],"x":1.0},"name":"\u00E9","limit":1000.000},"id":"a" } """)]
    [InlineData(
        """{"id":"a","title":"Zoë","channel":"default","units":2,"priority":0.0,"labels":[],"preferred":[],"excluded":[],"named":[],"queue":null,"route":null,"notBefore":null,"attributes":{"limit":1000,"name":"é","in":{"x":1,"y":[2.5]}},"skills":[{"name":"french"}],"deadline":"2099-01-31T12:00:00.000"}""")]
    public async Task The_same_request_in_another_spelling_gets_the_first_answer(string body)
    {
        using var first = await PostAsync(
            "/api/v1/tasks",
            """{"id":"a","title":"Zoë","attributes":{"limit":1000,"name":"é","in":{"x":1,"y":[2.5]}},"units":20e-1,"skills":[{"name":"french"}],"deadline":"2099-01-31T12:00:00Z"}""",
            "k");
        using var byId = await PostAsync("/api/v1/tasks", body);
        using var byKey = await PostAsync("/api/v1/tasks", body, "k");
        using var other = await PostAsync("/api/v1/tasks", body.Replace("french", "French", StringComparison.Ordinal), "k");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await byId.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await byKey.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Theory]
    [InlineData("1e1", 10)]
    [InlineData("10.0", 10)]
    [InlineData("-0", 0)]
    [InlineData("0.1", null)]
    [InlineData("1e400", null)]
    [InlineData("1e-400", null)]
    [InlineData("9.9999999999999999999999999999999999", null)]
    [InlineData("\"10\"", null)]
    [InlineData("3000000000", null)]
    public async Task A_whole_number_is_taken_by_value(string number, int? priority)
    {
        using var answer = await PostAsync("/api/v1/tasks", $$"""{"title":"one","priority":{{number}}}""");
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(priority is null ? HttpStatusCode.BadRequest : HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(priority, (int?)body["priority"]);
    }

    [Fact]
    public async Task A_repeated_request_under_an_idempotency_key_acts_once()
    {
        using var first = await PostAsync("/api/v1/tasks", """{"title":"one"}""", "k 1");
        using var again = await PostAsync("/api/v1/tasks", """{"title":"one"}""", "k 1");
        using var other = await PostAsync("/api/v1/tasks", """{"title":"two"}""", "k 1");

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Single((await GetAsync("/api/v1/tasks"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_list_goes_on_from_page_to_page()
    {
        for (var i = 0; i < 5; i++)
        {
            using var added = await PostAsync("/api/v1/tasks", $$"""{"title":"task {{i}}","id":"t{{i}}"}""");
        }

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync("/api/v1/tasks?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            ids.AddRange(page["items"]!.AsArray().Select(t => (string)t!["id"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(["t4", "t3", "t2", "t1", "t0"], ids);
    }

    [Fact]
    public async Task A_task_that_has_not_changed_is_not_sent_again()
    {
        await _host.FetchAsync(("ann", Available));
        using var added = await PostAsync("/api/v1/tasks", """{"title":"one","id":"a"}""");
        using var first = await _host.Http.GetAsync("/api/v1/tasks/a", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tasks/a")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag! } },
        };
        using var again = await _host.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    public static TheoryData<string, string, string?, string, int, string?> Wrong => new()
    {
        // method, path, body, content type, status, field
        { "POST", "/api/v1/tasks", """{"title":""}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{"title":null}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{"title":7}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{"title":"a\u0000b"}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{"title":"\ud800"}""", Json, 400, "title" },
        { "POST", "/api/v1/tasks", """{"title":"x","id":"a b"}""", Json, 400, "id" },
        { "POST", "/api/v1/tasks", """{"title":"x","id":""}""", Json, 400, "id" },
        { "POST", "/api/v1/tasks", """{"title":"x","attributes":[]}""", Json, 400, "attributes" },
        { "POST", "/api/v1/tasks", """{"title":"x","attributes":{"a":"\udc00"}}""", Json, 400, "attributes" },
        {
            "POST",
            "/api/v1/tasks",
            """{"title":"x","attributes":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":{"j":{"k":{"l":{"m":{"n":{"o":{"p":{"q":1}}}}}}}}}}}}}}}}}}""",
            Json,
            400,
            "attributes"
        },
        { "POST", "/api/v1/tasks", """{"title":"x","prio":1}""", Json, 400, "prio" },
        { "POST", "/api/v1/tasks", """{"title":"x","\ud800":1}""", Json, 400, null },
        { "POST", "/api/v1/tasks", """{"title":"x","title":"y"}""", Json, 400, null },
        { "POST", "/api/v1/tasks", """{"title":"x"} {}""", Json, 400, null },
        { "POST", "/api/v1/tasks", """{"title":"x",}""", Json, 400, null },
        { "POST", "/api/v1/tasks", """["title"]""", Json, 400, null },
        { "POST", "/api/v1/tasks", "null", Json, 400, null },
        { "POST", "/api/v1/tasks", "", Json, 400, null },
        { "POST", "/api/v1/tasks", "<title/>", Json, 400, null },
        { "POST", "/api/v1/tasks", """{"title":"x"}""", "text/plain", 415, null },
        { "POST", "/api/v1/tasks", """{"title":"x"}""", "application/json; charset=utf-16", 415, null },
        { "POST", "/api/v1/tasks", null, "", 415, null },
        { "POST", "/api/v1/tasks?dry=1", """{"title":"x"}""", Json, 400, "dry" },
        { "POST", "/api/v1/teams/other/tasks", """{"title":"x"}""", Json, 404, "team" },
        { "PUT", "/api/v1/tasks", """{"title":"x"}""", Json, 405, null },
        { "DELETE", "/api/v1/tasks/there", null, "", 405, null },
        { "GET", "/api/v1/tasks/there/complete", null, "", 405, null },
        { "POST", "/api/v1/workers", "{}", Json, 405, null },
        { "POST", "/api/v1/tasks", """{"title":"x","units":0}""", Json, 400, "units" },
        { "POST", "/api/v1/tasks", """{"title":"x","units":"two"}""", Json, 400, "units" },
        { "POST", "/api/v1/tasks", """{"title":"x","skills":[{"name":"a"},{"level":3}]}""", Json, 400, "skills[1].name" },
        { "POST", "/api/v1/tasks", """{"title":"x","skills":[{"name":"a","level":101}]}""", Json, 400, "skills[0].level" },
        { "POST", "/api/v1/tasks", """{"title":"x","notBefore":"tomorrow"}""", Json, 400, "notBefore" },
        { "POST", "/api/v1/tasks", """{"title":"x","queue":"none"}""", Json, 400, "queue" },
        { "PUT", "/api/v1/queues/q", """{"name":"q","mode":"push"}""", Json, 400, "mode" },
        { "PUT", "/api/v1/queues/q", """{"name":"q","offerSeconds":0}""", Json, 400, "offerSeconds" },
        { "PUT", "/api/v1/queues/q", """{"name":"r"}""", Json, 400, "name" },
        { "PUT", "/api/v1/queues/q", """{"name":"q","strategy":{"name":"none"}}""", Json, 400, "strategy.name" },
        { "PUT", "/api/v1/routes/r", """{"name":"r","queue":"none"}""", Json, 400, "queue" },
        { "PUT", "/api/v1/calendars/c", """{"name":"c","timeZone":"Nowhere/Land"}""", Json, 400, "timeZone" },
        {
            "PUT",
            "/api/v1/calendars/c",
            """{"name":"c","hours":[{"days":["someday"],"from":"09:00","to":"17:00"}]}""",
            Json,
            400,
            "hours[0].days[0]"
        },
        { "PUT", "/api/v1/rules", """{"restSeconds":-1}""", Json, 400, "restSeconds" },
        { "PUT", "/api/v1/configuration", """{"workers":[{"contact":"x"}]}""", Json, 400, "workers[0].contact" },
        { "PUT", "/api/v1/workers/ann@example.com", """{"contact":"bob@example.com"}""", Json, 400, "contact" },
        { "DELETE", "/api/v1/queues/none", null, "", 404, null },
        { "GET", "/api/v1/queues/none", null, "", 404, "name" },
        { "GET", "/api/v1/queues/none/figures", null, "", 404, null },
        { "GET", "/api/v1/workers/none@example.com", null, "", 404, null },
        { "GET", "/api/v1/workers/none@example.com/explanation", null, "", 404, null },
        { "GET", "/api/v1/tasks/none/explanation", null, "", 404, null },
        { "GET", "/api/v1/tasks/none/history", null, "", 404, null },
        { "GET", "/api/v1/tasks/there?at=soon", null, "", 400, "at" },
        { "GET", "/api/v1/tasks/there?at=99999", null, "", 400, "at" },
        { "GET", "/api/v1/teams/demo?at=2020-01-01T00:00:00Z", null, "", 404, "at" },
        { "GET", "/api/v1/events?type=none", null, "", 400, "type" },
        { "GET", "/api/v1/tasks?sort=size", null, "", 400, "sort" },
        { "GET", "/api/v1/tasks?addedFrom=yesterday", null, "", 400, "addedFrom" },
        { "POST", "/api/v1/teams", """{"name":"a b"}""", Json, 400, "name" },
        { "POST", "/api/v1/teams", """{"name":"demo"}""", Json, 409, "name" },
        { "DELETE", "/api/v1/teams/demo", null, "", 409, null },
        { "POST", "/api/v1/tasks/there/accept", """{"worker":"ann@example.com"}""", Json, 404, null },
        { "POST", "/api/v1/tasks/there/claim", """{"worker":"ann@example.com"}""", Json, 409, null },
        { "POST", "/api/v1/tasks/there/claim", "{}", Json, 400, "worker" },
        { "POST", "/api/v1/tasks/there/hold", null, "", 409, null },
        { "POST", "/api/v1/tasks/there/reopen", null, "", 409, null },
        { "POST", "/api/v1/tasks/there/notes", """{"text":""}""", Json, 400, "text" },
        { "PATCH", "/api/v1/tasks/there", """{"priority":5000}""", Json, 400, "priority" },
        { "GET", "/api/v1/tasks/none", null, "", 404, null },
        { "GET", "/api/v1/tasks/a%2Fb", null, "", 404, null },
        { "POST", "/api/v1/tasks/none/complete", null, "", 404, null },
        { "POST", "/api/v1/tasks/none/cancel", null, "", 404, null },
        { "POST", "/api/v1/tasks/there/complete", null, "", 409, null },
        { "POST", "/api/v1/tasks/there/cancel", """{"why":"x"}""", Json, 400, "why" },
        { "POST", "/api/v1/tasks/there/cancel", "{}", "text/plain", 415, null },
        { "GET", "/api/v1/tasks?state=done", null, "", 400, "state" },
        { "GET", "/api/v1/tasks?state=", null, "", 400, "state" },
        { "GET", "/api/v1/tasks?stat=waiting", null, "", 400, "stat" },
        { "GET", "/api/v1/tasks?limit=0", null, "", 400, "limit" },
        { "GET", "/api/v1/tasks?limit=501", null, "", 400, "limit" },
        { "GET", "/api/v1/tasks?limit=1&limit=2", null, "", 400, "limit" },
        { "GET", "/api/v1/tasks?cursor=x", null, "", 400, "cursor" },
        { "GET", "/api/v1/tasks?cursor=99999999999999999999", null, "", 400, "cursor" },
        { "GET", "/api/v1/nothing", null, "", 404, null },
        { "GET", "/api/v2/tasks", null, "", 404, null },
    };

    private const string Json = "application/json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_gets_a_problem_that_names_the_member_and_changes_nothing(
        string method, string path, string? body, string type, int status, string? field)
    {
        using var there = await PostAsync("/api/v1/tasks", """{"title":"there","id":"there"}""");
        var before = (await _host.Teams.GetViewAsync(new("demo"))).Position;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        }

        using var answer = await _host.Http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.NotEmpty((string)problem["code"]!);
        Assert.Equal(field, (string?)problem["errors"]?[0]?["field"]);
        Assert.Equal(status == 405, answer.Content.Headers.Allow.Count > 0);
        Assert.Equal(before, (await _host.Teams.GetViewAsync(new("demo"))).Position);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_huge_body_is_refused_with_413(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks")
        {
            Content = new StringContent($$"""{"title":"{{new string('x', 70_000)}}"}""", Encoding.UTF8, Json),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await _host.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Json);
        using var answer = await _host.Http.PostAsync("/api/v1/tasks", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_empty_idempotency_key_or_a_long_one_is_refused()
    {
        foreach (var key in (string[])["", new string('k', 201)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks")
            {
                Content = new StringContent("""{"title":"x"}""", Encoding.UTF8, Json),
            };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            using var answer = await _host.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("Jörg O'Neil", "Jörg O'Neil")]
    [InlineData("UTF-8''J%C3%B6rg%20M%c3%bcller+1", "Jörg Müller+1")]
    [InlineData("utf-8'de'%E5%BC%B5", "張")]
    public async Task Acting_for_takes_names_with_any_letters(string header, string by)
    {
        using var there = await PostAsync("/api/v1/tasks", """{"title":"there","id":"there"}""");
        Assert.Equal(HttpStatusCode.OK, await NoteAsync(header));
        Assert.Equal(by, (string?)(await GetAsync("/api/v1/tasks/there"))["notes"]![0]!["by"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UTF-8''")]
    [InlineData("UTF-8''%FF%FE")]
    [InlineData("UTF-8''a%0Ab")]
    public async Task Acting_for_takes_no_more_than_a_name_of_one_line(string header)
    {
        using var there = await PostAsync("/api/v1/tasks", """{"title":"there","id":"there"}""");
        Assert.Equal(HttpStatusCode.BadRequest, await NoteAsync(header));
        Assert.Equal(HttpStatusCode.BadRequest, await NoteAsync(new string('x', 201)));
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"1\", \"{0}\"", 200)]
    [InlineData("\"{0}\"", 200)]
    [InlineData("W/\"{0}\"", 412)]
    [InlineData("\"1\", \"x\"", 412)]
    public async Task A_task_is_changed_on_condition_of_one_of_several_versions_or_any(string match, int status)
    {
        using var there = await PostAsync("/api/v1/tasks", """{"title":"there","id":"there"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks/there/cancel");
        request.Headers.TryAddWithoutValidation(
            "If-Match",
            string.Format(CultureInfo.InvariantCulture, match, (await GetAsync("/api/v1/tasks/there"))["version"]));
        using var answer = await _host.Http.SendAsync(request, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_problem_comes_in_one_piece()
    {
        using var answer = await _host.Http.GetAsync("/api/v1/tasks/none", Cancel);
        Assert.NotEqual(true, answer.Headers.TransferEncodingChunked);
        Assert.True(answer.Content.Headers.ContentLength > 0);
    }

    [Fact]
    public async Task What_fails_unforeseen_is_a_problem_too()
    {
        var middleware = new ProblemMiddleware(NullLogger<ProblemMiddleware>.Instance);
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        context.Response.Body = body;
        var result = await middleware.InvokeAsync(
            new DefaultEndpointFilterInvocationContext(context),
            _ => throw new InvalidOperationException("secret"));
        await Assert.IsAssignableFrom<IResult>(result).ExecuteAsync(context);
        Assert.Equal((500, "application/problem+json"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_may_have_its_plus_unescaped_and_one_without_a_zone_is_UTC()
    {
        using var there = await PostAsync(
            "/api/v1/tasks",
            """{"title":"there","id":"there","notBefore":"2099-06-01T09:00:00","deadline":"2099-06-02"}""");
        var task = await GetAsync("/api/v1/tasks/there");
        Assert.Equal(new DateTimeOffset(2099, 6, 1, 9, 0, 0, TimeSpan.Zero), (DateTimeOffset?)task["startsAt"]);
        Assert.Equal(new DateTimeOffset(2099, 6, 2, 0, 0, 0, TimeSpan.Zero), (DateTimeOffset?)task["deadline"]);
        Assert.Empty((await GetAsync("/api/v1/tasks?addedFrom=2099-01-01T00:00:00+02:00"))["items"]!.AsArray());
        Assert.Single((await GetAsync("/api/v1/tasks?addedUntil=2099-01-01T00:00:00+02:00"))["items"]!.AsArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, Json);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _host.Http.SendAsync(request, Cancel);
    }

    private async Task<HttpStatusCode> NoteAsync(string actingFor)
    {
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = _host.Http.BaseAddress,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks/there/notes")
        {
            Content = new StringContent("""{"text":"hello"}""", Encoding.UTF8, Json),
        };
        request.Headers.TryAddWithoutValidation("Acting-For", actingFor);
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _host.Http.GetStringAsync(path, Cancel))!;
}
