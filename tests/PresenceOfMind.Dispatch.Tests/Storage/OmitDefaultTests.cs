using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>A marked member is left out where it has the default value of its type, and is else as any other.</summary>
public sealed class OmitDefaultTests
{
    [Theory]
    [InlineData(0, false, """{"first":1}""")]
    [InlineData(2, true, """{"count":2,"first":1,"flag":true}""")]
    public void A_default_is_left_out_and_read_again(int count, bool isSet, string text)
    {
        var value = new Marked(count) { First = 1, Flag = isSet };
        Assert.Equal(text, JsonSerializer.Serialize(value, DurableJson.Options));
        Assert.Equal(value, JsonSerializer.Deserialize<Marked>(text, DurableJson.Options));
    }

    [Fact]
    public void Every_member_of_a_marked_structure_may_be_left_out()
    {
        Assert.Equal("{}", JsonSerializer.Serialize(default(RefusalCounts), DurableJson.Options));
        var counts = new RefusalCounts { Presence = 3, Order = 1 };
        const string text = """{"presence":3,"order":1}""";
        Assert.Equal(text, JsonSerializer.Serialize(counts, DurableJson.Options));
        Assert.Equal(counts, JsonSerializer.Deserialize<RefusalCounts>(text, DurableJson.Options));
    }

    [Fact]
    public void A_marked_member_keeps_all_that_is_known_of_it()
    {
        var plain = DispatchJson.GetTypeInfo<Spelled>().Properties;
        var marked = DurableJson.GetTypeInfo<Spelled>().Properties;
        Assert.Equal(plain.Select(Known), marked.Select(Known));
        Assert.Equal("""{"of":7}""", JsonSerializer.Serialize(new Spelled { Number = 7 }, DurableJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Spelled>("{}", DurableJson.Options));

        static object Known(JsonPropertyInfo member) =>
            (member.Name, member.IsRequired, member.Order, member.NumberHandling, member.AttributeProvider, member.PropertyType);
    }

    [Fact]
    public void Numbers_are_compared_and_written_without_a_box_each()
    {
        var type = DurableJson.GetTypeInfo<RefusalCounts>();
        var none = Allocated(type, default);
        var all = Allocated(type, RefusalCounts.From([.. Enumerable.Range(1, RefusalCounts.Rules)]));
        Assert.Equal(none, all);
    }

    private static long Allocated(JsonTypeInfo<RefusalCounts> type, RefusalCounts counts)
    {
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>(1024));
        JsonSerializer.Serialize(writer, counts, type);
        writer.Reset(new ArrayBufferWriter<byte>(1024));
        var before = GC.GetAllocatedBytesForCurrentThread();
        JsonSerializer.Serialize(writer, counts, type);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed record Marked([property: OmitDefault] int Count)
    {
        public int First { get; init; }

        [OmitDefault]
        public bool Flag { get; init; }
    }

    private sealed record Spelled
    {
        [OmitDefault]
        [JsonPropertyName("of")]
        [JsonPropertyOrder(1)]
        [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
        public required long Number { get; init; }
    }
}
