using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Spells the time at which something ends: as <see cref="TimeOfDayJson"/>, and 24:00 for the end of the day.</summary>
internal sealed class EndOfDayJson : JsonConverter<TimeOnly>
{
    private static readonly TimeOfDayJson Times = new();

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is "24:00" or "24:00:00"
            ? TimeOnly.MinValue
            : Times.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) => Times.Write(writer, value, options);
}
