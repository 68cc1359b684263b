using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>Replaces a person in what is stored: each text as <see cref="Personal"/> says of its mark.</summary>
internal sealed partial class Pseudonym
{
    /// <summary>The lines of an iCalendar file that say when, and by what zone.</summary>
    private static readonly HashSet<string> Times = new(StringComparer.OrdinalIgnoreCase)
    {
        "BEGIN", "END", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "STATUS",
        "TZID", "TZOFFSETFROM", "TZOFFSETTO",
    };

    private readonly ContactSpelling _contact;
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
        (_contact, _pseudonym) = (new ContactSpelling(contact), pseudonym);
        _needles = [contact, .. names];
        var name = names.Count == 0
            ? ""
            : $@"|(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', names.OrderByDescending(n => n.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])";
        _words = new Regex(_contact.Pattern + name, RegexOptions.CultureInvariant);
    }

    /// <summary>The JSON after that; null where nobody is replaced.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="shape">Where it may name people.</param>
    public string? Replace(string json, PersonalShape shape)
    {
        // What is escaped, in JSON or in a URI, is looked at closely.
        if (json.AsSpan().IndexOfAny('\\', '%') < 0 && !_needles.Any(n => json.Contains(n, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        _isChanged = false;
        var replaced = Rewrite(json, shape);
        return _isChanged ? replaced : null;
    }

    /// <summary>A text that people wrote after that; null where nobody is replaced.</summary>
    public string? ReplaceText(string text) =>
        Change(text, Personal.Text, isPerson: false) is var replaced && replaced == text ? null : replaced;

    private string Rewrite(string json, PersonalShape shape)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement, shape, isPerson: false);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, PersonalShape shape, bool isPerson)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, shape);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, shape.Inner(null), isPerson: false);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when shape.Kind is { } kind:
                var text = value.GetString()!;
                var replaced = Change(text, kind, isPerson);
                _isChanged |= replaced != text;
                writer.WriteStringValue(replaced);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement value, PersonalShape shape)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            var isContact = !shape.HasMembers && shape.Kind is not null && _contact.Is(member.Name);
            _isChanged |= isContact;
            writer.WritePropertyName(isContact ? _pseudonym : member.Name);
            var inner = shape.Inner(member.Name);
            Write(writer, member.Value, inner, inner.Contact is { } contact && IsContact(value, contact));
        }

        writer.WriteEndObject();
    }

    private bool IsContact(JsonElement value, string member) =>
        value.TryGetProperty(member, out var contact) && contact.ValueKind == JsonValueKind.String && _contact.Is(contact.GetString()!);

    private string Change(string text, Personal kind, bool isPerson) => kind switch
    {
        _ when _contact.Is(text) => _pseudonym,
        Personal.Name => isPerson ? _pseudonym : text,
        Personal.Text => Words(text),
        Personal.Json => Rewrite(text, PersonalShape.Written),
        Personal.ICalendar => CalendarLines(text),
        _ => text,
    };

    private string Words(string text) =>
        _words.Replace(text, m => (_contact.IsScheme(m.Groups["scheme"].Value) ? "" : m.Groups["scheme"].Value) + _pseudonym);

    /// <summary>A long line is folded anywhere, also within a word, so that it is read unfolded.</summary>
    private string CalendarLines(string text)
    {
        var unfolded = Fold.Replace(text, "");
        var replaced = Line.Replace(unfolded, m => Times.Contains(m.Value.Split(';', ':')[0].Trim()) ? m.Value : Words(m.Value));
        return replaced == unfolded ? text : replaced;
    }

    [GeneratedRegex(@"(?:\r\n|\r|\n)[ \t]")]
    private static partial Regex Fold { get; }

    [GeneratedRegex(@"[^\r\n]+")]
    private static partial Regex Line { get; }
}
