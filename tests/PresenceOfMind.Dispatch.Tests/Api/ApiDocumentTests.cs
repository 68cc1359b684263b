using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Api;

public sealed class ApiDocumentTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(_folder.Path);

    [Fact]
    public async Task Every_operation_has_words_an_answer_and_the_problems_that_it_may_meet()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        Assert.NotEmpty(paths);
        foreach (var (path, item) in paths)
        {
            Assert.StartsWith("/api/v1/teams", path, StringComparison.Ordinal);
            foreach (var (method, operation) in item!.AsObject())
            {
                var where = $"{method} {path}";
                Assert.False(string.IsNullOrEmpty((string?)operation!["summary"]), where);
                Assert.False(string.IsNullOrEmpty((string?)operation["operationId"]), where);
                var responses = operation["responses"]!.AsObject();
                Assert.True(responses.Any(r => r.Key[0] == '2'), where);
                Assert.Contains("application/problem+json", responses["400"]!["content"]!.AsObject().Select(c => c.Key));
                Assert.Equal(path.Count(c => c == '{'), operation["parameters"]?.AsArray().Count(p => (string?)p!["in"] == "path") ?? 0);
            }
        }

        var ids = paths.SelectMany(p => p.Value!.AsObject()).Select(o => (string)o.Value!["operationId"]!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_operation_takes_an_api_key_and_may_refuse_it()
    {
        var document = await DocumentAsync();
        var scheme = document["components"]!["securitySchemes"]!["key"]!;
        Assert.Equal(("http", "bearer"), ((string?)scheme["type"], (string?)scheme["scheme"]));
        Assert.Collection(
            document["security"]!.AsArray(),
            none => Assert.Empty(none!.AsObject()),
            key => Assert.Equal("key", Assert.Single(key!.AsObject()).Key));
        Assert.All(document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()), operation =>
        {
            var responses = operation.Value!["responses"]!.AsObject();
            Assert.NotNull(responses["401"]);
            Assert.NotNull(responses["403"]);
        });
    }

    [Fact]
    public async Task Schemas_say_what_members_mean_and_which_are_needed()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        var task = schemas["NewTask"]!;
        Assert.Equal(["title"], task["required"]!.AsArray().Select(r => (string)r!));
        Assert.False(string.IsNullOrEmpty((string?)task["properties"]!["title"]!["description"]));
        Assert.Contains("waiting", schemas["TaskState"]!["enum"]!.AsArray().Select(e => (string)e!));
    }

    [Fact]
    public async Task The_page_to_try_it_needs_nothing_from_elsewhere()
    {
        var page = await _host.Http.GetStringAsync("/api/docs", Cancel);
        Assert.Contains("openapi.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("//cdn", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_body_that_is_needed_has_an_example_that_the_api_takes()
    {
        var operations = _host.Services
            .GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<ApiOperation>())
            .OfType<ApiOperation>()
            .ToList();
        Assert.NotEmpty(operations);
        foreach (var operation in operations.Where(o => o.Body is not null && (o.Example is not null || !o.BodyMayLack)))
        {
            Assert.True(operation.Example is not null, $"{operation.Method} {operation.Path} has no example.");
            using var example = JsonDocument.Parse(operation.Example!);
            Assert.Empty(JsonShape.Check(example.RootElement, DispatchJson.Options.GetTypeInfo(operation.Body!)));
        }
    }

    [Fact]
    public async Task Attributes_are_objects_and_a_change_is_a_merge_patch()
    {
        var document = await DocumentAsync();
        Assert.Equal("object", (string?)document["components"]!["schemas"]!["NewTask"]!["properties"]!["attributes"]!["type"]);
        var patch = document["paths"]!["/api/v1/teams/{team}/tasks/{id}"]!["patch"]!["requestBody"]!["content"]!.AsObject();
        Assert.Equal(["application/json", "application/merge-patch+json"], patch.Select(c => c.Key));
    }

    [Fact]
    public async Task A_number_is_described_as_a_number()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        Assert.Equal(("integer", "int32"), Kind(schemas["NewTask"]!["properties"]!["priority"]!));
        Assert.Equal(("integer", "int64"), Kind(schemas["TaskView"]!["properties"]!["version"]!));
        Assert.Equal(("null,integer", "int32"), Kind(schemas["SkillRequirement"]!["properties"]!["expiresAfterSeconds"]!));
        foreach (var schema in Each(await DocumentAsync()).Where(s => s["type"] is JsonValue or JsonArray))
        {
            var types = schema["type"] is JsonArray several ? several.Select(t => (string)t!).ToList() : [(string)schema["type"]!];
            Assert.False(types.Contains("string") && (types.Contains("integer") || types.Contains("number")), schema.ToJsonString());
            Assert.False(types.Contains("integer") && schema.ContainsKey("pattern"), schema.ToJsonString());
        }

        static (string, string?) Kind(JsonNode schema) =>
            (schema["type"] is JsonArray several
                ? string.Join(',', several.Select(t => (string)t!))
                : (string)schema["type"]!, (string?)schema["format"]);
    }

    [Fact]
    public async Task An_id_is_described_as_a_text_without_members()
    {
        var document = await DocumentAsync();
        var schemas = document["components"]!["schemas"]!;
        Assert.Equal("string", (string?)schemas["QueueSettings"]!["properties"]!["name"]!["type"]);
        Assert.Equal("string", (string?)schemas["TaskView"]!["properties"]!["id"]!["type"]);
        Assert.DoesNotContain(Each(document), s => s["type"]?.ToJsonString().Contains("string") == true && s.ContainsKey("properties"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await _host.Http.GetStringAsync("/api/v1/openapi.json", Cancel))!;

    private static IEnumerable<JsonObject> Each(JsonNode? node) => node switch
    {
        JsonObject o => [o, .. o.SelectMany(m => Each(m.Value))],
        JsonArray a => a.SelectMany(Each),
        _ => [],
    };
}
