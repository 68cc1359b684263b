using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Spells times of day as people do: 09:00, 09:00:30 with seconds, and 09:00:30.25 with a part of a second.</summary>
internal sealed class TimeOfDayJson : JsonConverter<TimeOnly>
{
    private static readonly string[] Shapes = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && TimeOnly.TryParseExact(reader.GetString(), Shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new JsonException("This is not a time of day.");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.ToString(
                Shapes[value.Ticks % TimeSpan.TicksPerMinute == 0 ? 0 : value.Ticks % TimeSpan.TicksPerSecond == 0 ? 1 : 2],
                CultureInfo.InvariantCulture));
}
