using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Reads and writes the value of a condition, any JSON value.</summary>
internal sealed class FactJson : JsonConverter<Fact>
{
    /// <summary>What a JSON value says; null is absent. A text with half of a surrogate pair is none, and compares with nothing.</summary>
    public static Fact From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value),
        JsonValueKind.Number => Fact.Number(value.GetRawText()),
        JsonValueKind.True => Fact.Of(true),
        JsonValueKind.False => Fact.Of(false),
        JsonValueKind.Array => Fact.List([.. value.EnumerateArray().Select(From)], value.GetRawText()),
        JsonValueKind.Object => Fact.Map(value.GetRawText()),
        _ => Fact.Absent,
    };

    /// <summary>A number, a list or an object as JSON; a text too.</summary>
    public static JsonElement ToElement(Fact value) => JsonElement.Parse(value.Kind switch
    {
        FactKind.Text => JsonSerializer.Serialize(value.AsText),
        FactKind.Truth => value.Spelled!,
        _ => value.Source ?? "null",
    });

    /// <inheritdoc/>
    public override Fact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        From(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes a value as it was written, but without white space.</summary>
    public static void Write(Utf8JsonWriter writer, Fact value)
    {
        switch (value.Kind)
        {
            case FactKind.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case FactKind.Truth:
                writer.WriteBooleanValue(value.Truth);
                break;
            case FactKind.Number or FactKind.List or FactKind.Map:
                ToElement(value).WriteTo(writer);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static Fact Text(JsonElement value)
    {
        try
        {
            return Fact.Text(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return Fact.Map(value.GetRawText());
        }
    }
}
