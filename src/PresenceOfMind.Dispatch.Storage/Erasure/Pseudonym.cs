using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>
/// Replaces a person in JSON: the contact wherever it stands as a value or a member's name, the name where it is said to be the
/// contact's, and both wherever they stand as whole words in what people wrote.
/// </summary>
internal sealed class Pseudonym
{
    /// <summary>The members beside a contact that name its person.</summary>
    private static readonly HashSet<string> OwnNames = new(StringComparer.OrdinalIgnoreCase) { "name", "workerName" };

    private static readonly HashSet<string> Contacts = new(StringComparer.OrdinalIgnoreCase) { "contact", "worker", "workerContact" };

    /// <summary>The members in which people write what they like.</summary>
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase) { "title", "text", "reason", "endReason", "pauseReason", "by" };

    /// <summary>The member that is JSON of its own, of which every value is what somebody wrote.</summary>
    private const string Attributes = "attributes";

    private readonly string _contact;
    private readonly string _pseudonym;
    private readonly string[] _needles;
    private readonly Regex _words;
    private bool _isChanged;

    /// <summary>Makes a replacement.</summary>
    /// <param name="contact">The contact, as its key.</param>
    /// <param name="names">The names that the person had.</param>
    /// <param name="pseudonym">What stands for them.</param>
    public Pseudonym(string contact, IReadOnlyList<string> names, string pseudonym)
    {
        (_contact, _pseudonym) = (contact, pseudonym);
        _needles = [contact, .. names];
        var address = $@"(?<![\p{{L}}\p{{N}}@._+'-])(?i:(?:sip:)?{Regex.Escape(contact)})(?![\p{{L}}\p{{N}}@_-]|\.[\p{{L}}\p{{N}}])";
        var name = names.Count == 0 ? "" : $@"|(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', names.OrderByDescending(n => n.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])";
        _words = new Regex(address + name, RegexOptions.CultureInvariant);
    }

    /// <summary>The text after that; null where nobody is replaced.</summary>
    public string? Replace(string json)
    {
        // What is escaped in JSON is looked at closely.
        if (!json.Contains('\\', StringComparison.Ordinal) && !_needles.Any(n => json.Contains(n, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        _isChanged = false;
        var replaced = Written(json);
        return _isChanged ? replaced : null;
    }

    private string Written(string json, bool isText = false)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement, isText);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, bool isText)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, isText);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, isText);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when Is(value.GetString()!):
                WritePseudonym(writer);
                break;
            case JsonValueKind.String when isText:
                writer.WriteStringValue(Words(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement value, bool isText)
    {
        writer.WriteStartObject();
        var isPerson = value.EnumerateObject().Any(m => Contacts.Contains(m.Name) && m.Value.ValueKind == JsonValueKind.String && Is(m.Value.GetString()!));
        foreach (var member in value.EnumerateObject())
        {
            _isChanged |= Is(member.Name);
            writer.WritePropertyName(Is(member.Name) ? _pseudonym : member.Name);
            if (isPerson && OwnNames.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String)
            {
                WritePseudonym(writer);
            }
            else if (!isText && member.Value.ValueKind == JsonValueKind.String && string.Equals(member.Name, Attributes, StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteStringValue(Written(member.Value.GetString()!, isText: true));
            }
            else
            {
                Write(writer, member.Value, isText || (member.Value.ValueKind == JsonValueKind.String && Texts.Contains(member.Name)));
            }
        }

        writer.WriteEndObject();
    }

    private void WritePseudonym(Utf8JsonWriter writer)
    {
        _isChanged = true;
        writer.WriteStringValue(_pseudonym);
    }

    private string Words(string text)
    {
        var replaced = _words.Replace(text, _pseudonym);
        _isChanged |= replaced != text;
        return replaced;
    }

    private bool Is(string text) => string.Equals(text, _contact, StringComparison.OrdinalIgnoreCase)
        || (text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) && text.AsSpan(4).Equals(_contact, StringComparison.OrdinalIgnoreCase));
}
