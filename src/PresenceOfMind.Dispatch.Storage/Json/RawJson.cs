using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>A text that is JSON already and is written as it is.</summary>
internal class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}

/// <summary>The same, and a null is the text <c>null</c>: it says something else than nothing does.</summary>
internal sealed class RawPatch : RawJson
{
    public override bool HandleNull => true;
}
