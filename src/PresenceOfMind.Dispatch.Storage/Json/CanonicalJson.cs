using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>
/// One text for each JSON value, however it is spelled: members in the order of their names (by UTF-16 code unit), numbers by value
/// (<see cref="ExactNumber.Normalize"/>), every escape the same, no white space. Durable: texts of earlier releases are compared with it.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Deeper than anything that a request may hold.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(ExactNumber.Normalize(value.GetRawText()));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Writes the value of a JSON text. What is no JSON is written as the text that it is.</summary>
    public static void Write(Utf8JsonWriter writer, string text)
    {
        if (TryParse(text) is { } canonical)
        {
            writer.WriteRawValue(canonical);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>The canonical text of a JSON text; null where it is no JSON, or has a name or text that is half of a character.</summary>
    private static byte[]? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            using var bytes = new MemoryStream(text.Length);
            using (var writer = new Utf8JsonWriter(bytes))
            {
                Write(writer, document.RootElement);
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
