using System.Globalization;
using System.Text.Json;

namespace PresenceOfMind.Dispatch.Routes;

/// <summary>A value that a condition compares: a text, a number, a truth value, a list, something that can only be there, or nothing.</summary>
internal readonly struct Fact
{
    /// <summary>Nothing is there.</summary>
    public static readonly Fact Absent;

    private readonly JsonElement _list;

    private Fact(FactKind kind, string? text = null, decimal? number = null, bool truth = false, JsonElement list = default)
    {
        Kind = kind;
        AsText = text;
        AsNumber = number;
        Truth = truth;
        _list = list;
    }

    public FactKind Kind { get; }

    /// <summary>The text; null where it is none.</summary>
    public string? AsText { get; }

    /// <summary>The number; null where it is none.</summary>
    public decimal? AsNumber { get; }

    public bool Truth { get; }

    /// <summary>The members of a list; none where it is no list.</summary>
    public IEnumerable<Fact> Members => Kind == FactKind.List ? _list.EnumerateArray().Select(Of) : [];

    public static Fact Text(string text) => new(FactKind.Text, text);

    public static Fact Number(decimal number) => new(FactKind.Number, number: number);

    /// <summary>A text that also counts as a number where it spells one.</summary>
    public static Fact Label(string text) => new(FactKind.Text, text, Parse(text));

    /// <summary>What JSON says; null is absent.</summary>
    public static Fact Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? Number(number) : new Fact(FactKind.Other),
        JsonValueKind.True => new Fact(FactKind.Truth, truth: true),
        JsonValueKind.False => new Fact(FactKind.Truth),
        JsonValueKind.Array => new Fact(FactKind.List, list: value),
        JsonValueKind.Object => new Fact(FactKind.Other),
        _ => Absent,
    };

    /// <summary>How it compares with another value; null where the two are of different kinds or have no order.</summary>
    public int? CompareTo(in Fact other)
    {
        if (AsNumber is { } a && other.AsNumber is { } b)
        {
            return a.CompareTo(b);
        }

        return AsText is not null && other.AsText is not null ? string.Compare(AsText, other.AsText, StringComparison.OrdinalIgnoreCase) : null;
    }

    /// <summary>Whether it is the same as another value, texts without case.</summary>
    public bool IsSame(in Fact other) =>
        Kind == FactKind.Truth && other.Kind == FactKind.Truth ? Truth == other.Truth : CompareTo(other) == 0;

    /// <summary>As a text, for a label that takes its value from a task; null where it is no single value.</summary>
    public string? Spelled => Kind switch
    {
        FactKind.Text => AsText,
        FactKind.Number => AsNumber!.Value.ToString(CultureInfo.InvariantCulture),
        FactKind.Truth => Truth ? "true" : "false",
        _ => null,
    };

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Kinds of values.</summary>
internal enum FactKind
{
    /// <summary>Nothing is there.</summary>
    Absent,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object, or a number beyond measure: it is there, and equals nothing.</summary>
    Other,
}
