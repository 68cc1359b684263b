using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Times that people write: one without a zone is UTC, wherever the program runs.</summary>
internal sealed class TimeJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time)
            ? throw new JsonException("This is not a time.")
        : reader.TryGetDateTime(out var local) && local.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(local, TimeSpan.Zero)
        : time;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
