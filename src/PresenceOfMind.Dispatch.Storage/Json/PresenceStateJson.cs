using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Spells presence as the wire does: AVAILABLE, BUSY, ….</summary>
internal sealed class PresenceStateJson : JsonConverter<PresenceState>
{
    public override PresenceState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PresenceStates.TryParse(reader.GetString(), out var state) ? state : throw new JsonException("This is not a presence state.");

    public override void Write(Utf8JsonWriter writer, PresenceState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToWire());
}
