using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Reads and writes the value of a condition, any JSON value.</summary>
internal sealed class AttributeValueJson : JsonConverter<AttributeValue>
{
    /// <summary>What a JSON value says; null is absent. A text with half of a surrogate pair is none, and compares with nothing.</summary>
    public static AttributeValue From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value),
        JsonValueKind.Number => AttributeValue.Number(value.GetRawText()),
        JsonValueKind.True => AttributeValue.From(true),
        JsonValueKind.False => AttributeValue.From(false),
        JsonValueKind.Array => AttributeValue.List([.. value.EnumerateArray().Select(From)], value.GetRawText()),
        JsonValueKind.Object => AttributeValue.Map(value.GetRawText()),
        _ => AttributeValue.Absent,
    };

    /// <summary>A number, a list or an object as JSON; a text too.</summary>
    public static JsonElement ToElement(AttributeValue value) => JsonElement.Parse(value.Kind switch
    {
        AttributeValueKind.Text => JsonSerializer.Serialize(value.AsText),
        AttributeValueKind.Truth => value.Spelled!,
        _ => value.Source ?? "null",
    });

    /// <inheritdoc/>
    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        From(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes a value as it was written, but without white space.</summary>
    public static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeValueKind.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case AttributeValueKind.Truth:
                writer.WriteBooleanValue(value.Truth);
                break;
            case AttributeValueKind.Number or AttributeValueKind.List or AttributeValueKind.Map:
                ToElement(value).WriteTo(writer);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static AttributeValue Text(JsonElement value)
    {
        try
        {
            return AttributeValue.Text(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return AttributeValue.Map(value.GetRawText());
        }
    }
}
