using System.Globalization;
using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>The kinds of members.</summary>
internal sealed partial class RecordShape<T>
{
    /// <summary>A text.</summary>
    public RecordShape<T> Text(string name, string? first, Func<T, string?> get) =>
        Add(name, first, get, string.Equals, (w, v, _) => w.WriteStringValue(v));

    /// <summary>A whole number.</summary>
    public RecordShape<T> Number(string name, string? first, Func<T, long?> get) => Add(name, first, get, (a, b) => a == b, (w, v, _) =>
    {
        if (v is { } number)
        {
            w.WriteNumberValue(number);
        }
        else
        {
            w.WriteNullValue();
        }
    });

    /// <summary>A truth value.</summary>
    public RecordShape<T> Flag(string name, string? first, Func<T, bool> get) =>
        Add(name, first, get, (a, b) => a == b, (w, v, _) => w.WriteBooleanValue(v));

    /// <summary>A time: in UTC, since two spellings of a moment are the same.</summary>
    public RecordShape<T> Time(string name, string? first, Func<T, DateTimeOffset?> get) =>
        Add(name, first, get, (a, b) => a == b, (w, v, form) =>
    {
        if (v is { } time)
        {
            w.WriteStringValue(form == TextForm.Canonical ? time.ToUniversalTime() : time);
        }
        else
        {
            w.WriteNullValue();
        }
    });

    /// <summary>A time of day.</summary>
    public RecordShape<T> TimeOfDay(string name, string? first, Func<T, TimeOnly> get) =>
        Add(name, first, get, (_, _) => false, (w, v, form) => w.WriteStringValue(v.ToString(
        form switch
        {
            TextForm.First => v.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff",
            TextForm.FirstStart => v.Second == 0 ? "HH:mm" : "HH:mm:ss",
            _ => "HH:mm:ss.FFFFFFF",
        },
        CultureInfo.InvariantCulture)));

    /// <summary>Days.</summary>
    public RecordShape<T> Days(string name, string? first, Func<T, IReadOnlyList<DateOnly>> get) =>
        List(name, first, get, (w, v, _) => w.WriteStringValue(v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>An address, as it was written.</summary>
    public RecordShape<T> Address(string name, string? first, Func<T, Uri?> get) => Text(name, first, v => get(v)?.OriginalString);

    /// <summary>A value of a choice.</summary>
    public RecordShape<T> Choice<TEnum>(string name, string? first, Func<T, TEnum> get, DurableWords<TEnum> words)
        where TEnum : struct, Enum => Add(name, first, get, EqualityComparer<TEnum>.Default.Equals, words.Write);

    /// <summary>Values of a choice.</summary>
    public RecordShape<T> Choices<TEnum>(string name, string? first, Func<T, IReadOnlyList<TEnum>> get, DurableWords<TEnum> words)
        where TEnum : struct, Enum => List(name, first, get, words.Write);

    /// <summary>Presence states, as on the wire.</summary>
    public RecordShape<T> States(string name, string? first, Func<T, IReadOnlyList<PresenceState>> get) =>
        List(name, first, get, (w, v, _) => w.WriteStringValue(v.ToWire()));

    /// <summary>Texts in their order.</summary>
    public RecordShape<T> Texts(string name, string? first, Func<T, IReadOnlyList<string>> get) =>
        List(name, first, get, (w, v, _) => w.WriteStringValue(v));

    /// <summary>Ids in their order.</summary>
    public RecordShape<T> Ids<TId>(string name, string? first, Func<T, IReadOnlyList<TId>> get)
        where TId : struct, ITextId<TId> => List(name, first, get, (w, v, _) => w.WriteStringValue(v.Value));

    /// <summary>A text for each name.</summary>
    public RecordShape<T> TextByName(string name, string? first, Func<T, IReadOnlyDictionary<string, string>> get) =>
        ByKey(name, first, get, key => key, (w, v) => w.WriteStringValue(v));

    /// <summary>A number for each name.</summary>
    public RecordShape<T> NumberByName(string name, string? first, Func<T, IReadOnlyDictionary<string, int>> get) =>
        ByKey(name, first, get, key => key, (w, v) => w.WriteNumberValue(v));

    /// <summary>A number for each id.</summary>
    public RecordShape<T> NumberById<TId>(string name, string? first, Func<T, IReadOnlyDictionary<TId, int>> get)
        where TId : struct, ITextId<TId> => ByKey(name, first, get, key => key.Value, (w, v) => w.WriteNumberValue(v));

    /// <summary>JSON that is kept as a text, compared by value.</summary>
    public RecordShape<T> Json(string name, string? first, Func<T, string?> get) =>
        Add(name, first, get, (a, b) => a is null && b is null, (w, v, form) =>
    {
        if (v is null || form != TextForm.Canonical)
        {
            w.WriteStringValue(v);
        }
        else
        {
            CanonicalJson.Write(w, v);
        }
    });

    /// <summary>A JSON value, compared by value.</summary>
    public RecordShape<T> Value(string name, string? first, Func<T, AttributeValue?> get) =>
        Add(name, first, get, (a, b) => a is null && b is null, (w, v, form) =>
    {
        if (v is not { } value)
        {
            w.WriteNullValue();
        }
        else if (form == TextForm.Canonical)
        {
            CanonicalJson.Write(w, AttributeValueJson.ToElement(value));
        }
        else
        {
            AttributeValueJson.Write(w, value);
        }
    });

    /// <summary>A record.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="first">Its name in the texts of the first releases; null where they had none.</param>
    /// <param name="get">The record.</param>
    /// <param name="shape">Its shape, which may be this one.</param>
    public RecordShape<T> Record<TRecord>(string name, string? first, Func<T, TRecord?> get, Func<RecordShape<TRecord>> shape)
        where TRecord : class => Add(name, first, get, ReferenceEquals, (w, v, form) => shape().Write(w, v, form), byText: true);

    /// <summary>Records in their order.</summary>
    /// <inheritdoc cref="Record{TRecord}"/>
    public RecordShape<T> Records<TRecord>(
        string name, string? first, Func<T, IReadOnlyList<TRecord>?> get, Func<RecordShape<TRecord>> shape)
        where TRecord : class => List(name, first, get, (w, v, form) => shape().Write(w, v, form));

    private RecordShape<T> List<TItem>(
        string name, string? first, Func<T, IReadOnlyList<TItem>?> get, Action<Utf8JsonWriter, TItem, TextForm> write) =>
        Add(name, first, get, (a, b) => ReferenceEquals(a, b) || (a is { Count: 0 } && b is { Count: 0 }), (w, v, form) =>
        {
            if (v is null)
            {
                w.WriteNullValue();
                return;
            }

            w.WriteStartArray();
            foreach (var item in v)
            {
                write(w, item, form);
            }

            w.WriteEndArray();
        }, byText: true);

    private RecordShape<T> ByKey<TKey, TItem>(
        string name,
        string? first,
        Func<T, IReadOnlyDictionary<TKey, TItem>> get,
        Func<TKey, string> text,
        Action<Utf8JsonWriter, TItem> write) =>
        Add(name, first, get, (a, b) => a is { Count: 0 } && b is { Count: 0 }, (w, v, form) =>
        {
            w.WriteStartObject();
            foreach (var (key, item) in form == TextForm.Canonical
                ? v.OrderBy(m => text(m.Key), StringComparer.Ordinal)
                : (IEnumerable<KeyValuePair<TKey, TItem>>)v)
            {
                w.WritePropertyName(text(key));
                write(w, item);
            }

            w.WriteEndObject();
        }, byText: true);
}
