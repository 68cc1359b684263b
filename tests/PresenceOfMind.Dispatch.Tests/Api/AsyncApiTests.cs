using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Api;

/// <summary>The description of the event stream names each event and each member, and is as the AsyncAPI initiative wants it.</summary>
public sealed class AsyncApiTests
{
    private static readonly string[] Planted =
    [
        "operations/sendEvents/channel/$ref = #/channels/none",
        "channels/events/address = /teams/{group}/events/stream",
        "components/messages/task.added/payload/properties/position/type = string",
        "asyncapi = 3.0.0",
    ];

    private readonly JsonObject _document = AsyncApiDocument.Make(
        new DefaultHttpContext { Request = { Scheme = "https", Host = new HostString("desk.example.com") } }.Request);

    [Fact]
    public void Each_event_is_a_message_of_the_stream_and_each_member_stands_in_it()
    {
        Assert.Equal(EventNames.All, _document["channels"]!["events"]!["messages"]!.AsObject().Select(m => m.Key));
        var types = typeof(TeamEvent).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(TeamEvent)) && !t.IsAbstract);
        Assert.Equal(types, EventNames.All.Count);
        foreach (var name in EventNames.All)
        {
            var payload = _document["components"]!["messages"]![name]!["payload"]!["properties"]!;
            Assert.Equal(name, (string?)payload["type"]!["const"]);
            Assert.Equal($"#/components/schemas/{name}", (string?)payload["data"]!["$ref"]);
            var written = DurableJson.Options.GetTypeInfo(EventNames.Find(name)!).Properties.Select(p => p.Name);
            Assert.Equal(
                written.Order(StringComparer.Ordinal),
                _document["components"]!["schemas"]![name]!["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Each_pointer_leads_somewhere()
    {
        var pointers = Pointers(_document).ToList();
        Assert.True(pointers.Count > 2 * EventNames.All.Count);
        Assert.All(pointers, pointer => Assert.True(Find(_document, pointer.Split('/').Skip(1)) is not null, pointer));
    }

    [Fact]
    public void Nothing_that_an_event_says_is_left_undescribed()
    {
        // A condition compares with any value.
        var open = Open(_document["components"]!, "").Where(path => !path.EndsWith("/value", StringComparison.Ordinal)).ToList();
        Assert.True(open.Count == 0, string.Join('\n', open));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task The_initiatives_parser_finds_nothing_events_are_as_described_and_each_planted_fault_is_found()
    {
        var events = new RandomDay(11).Live(2_000).ConvertAll(Show);
        Assert.True(events.Select(e => (string)e["type"]!).Distinct().Count() > 25);
        var findings = await AsyncApiJudge.JudgeAsync([_document, .. Planted.Select(Plant)], events);
        Assert.True(findings[0].Length == 0, string.Join('\n', findings[0]));
        Assert.All(Planted.Zip(findings.Skip(1)), planted => Assert.True(planted.Second.Length > 0, planted.First));
    }

    private static JsonNode Show(LogEntry entry) => JsonSerializer.SerializeToNode(
        EventView.From(
            new EventRow
            {
                Position = entry.Position,
                At = entry.At.ToUnixTimeMilliseconds(),
                Type = EventNames.GetName(entry.Event),
                Body = EventJson.Write(entry.Event),
                Epoch = "epoch",
            },
            null),
        DispatchJson.Options)!;

    private static JsonNode? Find(JsonNode from, IEnumerable<string> path) => path.Aggregate(
        (JsonNode?)from,
        (node, part) => node is JsonArray items ? items[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part]);

    private static IEnumerable<string> Pointers(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => m is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : Pointers(m.Value)),
        JsonArray items => items.SelectMany(Pointers),
        _ => [],
    };

    /// <summary>The schemas that allow anything, because the exporter does not know how a value is written.</summary>
    private static IEnumerable<string> Open(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => Open(m.Value, $"{path}/{m.Key}")),
        JsonArray items => items.SelectMany((item, i) => Open(item, $"{path}/{i}")),
        JsonValue value when value.TryGetValue<bool>(out var any) && any => [path],
        _ => [],
    };

    private JsonNode Plant(string fault)
    {
        var (place, value) = (fault.Split(" = ")[0].Split('/'), fault.Split(" = ")[1]);
        var document = _document.DeepClone();
        var parent = Find(document, place.SkipLast(1))!;
        Assert.NotEqual(value, $"{parent[place[^1]]}");
        parent[place[^1]] = value;
        return document;
    }
}
