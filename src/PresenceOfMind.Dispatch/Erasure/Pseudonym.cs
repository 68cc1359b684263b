using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PresenceOfMind.Dispatch.Erasure;

/// <summary>Replaces a person in JSON: wherever the contact stands as a value or a member's name, and the name where it is said to be the contact's.</summary>
internal sealed class Pseudonym(string contact, string pseudonym)
{
    /// <summary>The members beside a contact that name its person.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "name", "workerName" };

    private static readonly HashSet<string> Contacts = new(StringComparer.OrdinalIgnoreCase) { "contact", "worker", "workerContact" };

    /// <summary>The text after that; null where nobody is replaced.</summary>
    public string? Replace(string json)
    {
        if (!json.Contains(contact, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                var isPerson = value.EnumerateObject().Any(m => Contacts.Contains(m.Name) && Is(m.Value));
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(Is(member.Name) ? pseudonym : member.Name);
                    if (isPerson && Names.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String)
                    {
                        writer.WriteStringValue(pseudonym);
                    }
                    else
                    {
                        Write(writer, member.Value);
                    }
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
            case JsonValueKind.String when Is(value):
                writer.WriteStringValue(pseudonym);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private bool Is(JsonElement value) => value.ValueKind == JsonValueKind.String && Is(value.GetString()!);

    private bool Is(string text) => string.Equals(text, contact, StringComparison.OrdinalIgnoreCase)
        || (text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) && text.AsSpan(4).Equals(contact, StringComparison.OrdinalIgnoreCase));
}
