using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>
/// The description of the event stream (AsyncAPI 3.1). It is made from <see cref="EventNames"/> and the types of the events, so that it
/// names each event.
/// </summary>
internal static class AsyncApiDocument
{
    /// <summary>Where it is.</summary>
    public const string Path = "/api/v1/asyncapi.json";

    private const string Json = "application/json";
    private const string Licence = "https://opensource.org/license/mit";

    private static readonly Lazy<JsonObject> Components = new(MakeComponents);

    public static void MapAsyncApiDocument(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet(Path, (HttpContext context) => Results.Text(Make(context.Request).ToJsonString(), Json))
        .ExcludeFromDescription();

    /// <summary>Makes the document.</summary>
    /// <param name="request">Says at which address the program is reached.</param>
    public static JsonObject Make(HttpRequest request) => new()
    {
        ["asyncapi"] = "3.1.0",
        ["id"] = "urn:presence-of-mind:dispatcher",
        ["info"] = new JsonObject
        {
            ["title"] = "Presence of Mind: dispatcher, events",
            ["version"] = "v1",
            ["description"] = "Every event of a team, in order, as Server-Sent Events. The id of an event is `epoch:position`; send the "
                + "last one as `Last-Event-ID` to go on after it. An answer 410 says how to begin anew. `/api/v1/openapi.json` describes "
                + "the rest of the API.",
            ["license"] = new JsonObject { ["name"] = "MIT", ["url"] = Licence },
            ["tags"] = new JsonArray(new JsonObject { ["name"] = "Events", ["description"] = "What happens in a team." }),
        },
        ["defaultContentType"] = Json,
        ["servers"] = new JsonObject
        {
            ["dispatcher"] = new JsonObject
            {
                ["host"] = request.Host.ToUriComponent(),
                ["pathname"] = request.PathBase.ToUriComponent() + "/api/v1",
                ["protocol"] = request.Scheme,
                ["description"] = "The program that answered this document.",
                ["security"] = new JsonArray(Reference("components/securitySchemes/key")),
            },
        },
        ["channels"] = new JsonObject
        {
            ["events"] = new JsonObject
            {
                ["address"] = "/teams/{team}" + EventStreamRoutes.Path,
                ["title"] = "The events of a team",
                ["description"] = "A stream of Server-Sent Events (`text/event-stream`). The data of each is one of these messages.",
                ["servers"] = new JsonArray(Reference("servers/dispatcher")),
                ["parameters"] = new JsonObject { ["team"] = new JsonObject { ["description"] = "The team's name." } },
                ["messages"] = new JsonObject(EventNames.All.Select(
                    name => KeyValuePair.Create(name, (JsonNode?)Reference($"components/messages/{name}")))),
            },
        },
        ["operations"] = new JsonObject
        {
            ["sendEvents"] = new JsonObject
            {
                ["action"] = "send",
                ["channel"] = Reference("channels/events"),
                ["title"] = "Send events",
                ["summary"] = "The dispatcher sends each event of the team that the reader asked for, in the order of the log.",
                ["messages"] = new JsonArray([.. EventNames.All.Select(name => Reference($"channels/events/messages/{name}"))]),
                ["bindings"] = new JsonObject
                {
                    ["http"] = new JsonObject { ["method"] = "GET", ["query"] = Query(), ["bindingVersion"] = "0.3.0" },
                },
            },
        },
        ["components"] = Components.Value.DeepClone(),
    };

    private static JsonObject MakeComponents()
    {
        var (messages, schemas) = (new JsonObject(), new JsonObject());
        foreach (var name in EventNames.All)
        {
            messages[name] = new JsonObject
            {
                ["name"] = name,
                ["title"] = name,
                ["summary"] = $"The event {name}.",
                ["contentType"] = Json,
                ["payload"] = Payload(name),
            };

            // Entries of earlier releases lack members, and what says nothing is not written.
            schemas[name] = EventSchema.WithoutRequired(
                EventSchema.Describe(EventNames.Find(name)!, DurableJson.Options, $"#/components/schemas/{name}"));
        }

        return new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["key"] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["description"] = "An API key, made with `pom keys add`. Until the first key or account is made, requests from the "
                        + "program's own machine need none.",
                },
            },
            ["messages"] = messages,
            ["schemas"] = schemas,
        };
    }

    private static JsonObject Payload(string name)
    {
        var payload = EventSchema.Describe(typeof(EventView), DispatchJson.Options, "#").AsObject();
        payload["properties"]!["type"] = new JsonObject { ["const"] = name };
        payload["properties"]!["data"] = Reference($"components/schemas/{name}");
        return payload;
    }

    private static JsonObject Query() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(EventStreamRoutes.Query.Select(parameter => KeyValuePair.Create(
            parameter.Name, (JsonNode?)new JsonObject { ["type"] = "string", ["description"] = parameter.Description }))),
    };

    private static JsonObject Reference(string place) => new() { ["$ref"] = $"#/{place}" };
}
