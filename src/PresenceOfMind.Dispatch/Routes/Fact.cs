using System.Globalization;
using System.Text.Json;

namespace PresenceOfMind.Dispatch.Routes;

/// <summary>
/// A value that a condition compares. A text whose whole is a JSON number counts as that number; numbers are exact, of any size.
/// </summary>
internal readonly struct Fact
{
    /// <summary>Nothing is there.</summary>
    public static readonly Fact Absent;

    /// <summary>Nothing is there, since the path leads through a value that is no object.</summary>
    public static readonly Fact Unreachable = new(FactKind.Unreachable);

    private const int DescribedLength = 60;

    private readonly ExactNumber _number;
    private readonly bool _isNumber;
    private readonly JsonElement _json;

    private Fact(FactKind kind, string? text = null, bool truth = false, JsonElement json = default)
    {
        Kind = kind;
        AsText = text;
        Truth = truth;
        _json = json;
    }

    private Fact(FactKind kind, string? text, ExactNumber number)
        : this(kind, text)
    {
        _number = number;
        _isNumber = true;
    }

    public FactKind Kind { get; }

    /// <summary>The text; null where it is none.</summary>
    public string? AsText { get; }

    public bool Truth { get; }

    /// <summary>Whether something is there.</summary>
    public bool IsThere => Kind is not (FactKind.Absent or FactKind.Unreachable);

    /// <summary>The members of a list; none where it is no list.</summary>
    public IEnumerable<Fact> Members => Kind == FactKind.List ? _json.EnumerateArray().Select(Of) : [];

    public static Fact Text(string text) =>
        ExactNumber.TryParse(text, out var number) ? new(FactKind.Text, text, number) : new(FactKind.Text, text);

    public static Fact Number(int number) => new(FactKind.Number, number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>What JSON says; null is absent.</summary>
    public static Fact Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Number => ExactNumber.TryParse(value.GetRawText(), out var number)
            ? new(FactKind.Number, value.GetRawText(), number)
            : throw new InvalidOperationException("JSON took a number that is none."),
        JsonValueKind.True => new Fact(FactKind.Truth, truth: true),
        JsonValueKind.False => new Fact(FactKind.Truth),
        JsonValueKind.Array => new Fact(FactKind.List, json: value),
        JsonValueKind.Object => new Fact(FactKind.Object, json: value),
        _ => Absent,
    };

    /// <summary>How it compares with another value; null where the two cannot be compared.</summary>
    public int? CompareTo(in Fact other)
    {
        if (_isNumber && other._isNumber)
        {
            return _number.CompareTo(other._number);
        }

        return !_isNumber && !other._isNumber && Kind == FactKind.Text && other.Kind == FactKind.Text
            ? string.Compare(AsText, other.AsText, StringComparison.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>Whether it is the same as another value, texts without case; what is absent is not the same as anything.</summary>
    public Verdict IsSame(in Fact other)
    {
        if (Kind == FactKind.Absent || other.Kind == FactKind.Absent)
        {
            return Verdict.Fails;
        }

        var same = Kind == FactKind.Truth && other.Kind == FactKind.Truth ? Truth == other.Truth : CompareTo(other) is { } order ? order == 0 : (bool?)null;
        return same switch
        {
            true => Verdict.Holds,
            false => Verdict.Fails,
            null => Verdict.Unknown,
        };
    }

    /// <summary>As a text, for a label that takes its value from a task; null where it is no single value.</summary>
    public string? Spelled => Kind == FactKind.Truth ? Truth ? "true" : "false" : AsText;

    /// <summary>For an explanation: <c>the text "10,000.00"</c>, <c>the number 1200</c>, shortened where it is long.</summary>
    public string Described => Kind switch
    {
        FactKind.Text when _isNumber => $"the number {Shorten(AsText!)}",
        FactKind.Text => $"the text \"{Shorten(AsText!)}\"",
        FactKind.Number => $"the number {Shorten(AsText!)}",
        FactKind.Truth => Spelled!,
        FactKind.List => $"the list {Shorten(_json.GetRawText())}",
        FactKind.Object => $"the object {Shorten(_json.GetRawText())}",
        FactKind.Unreachable => "a value inside of something that is no object",
        _ => "nothing",
    };

    private static string Shorten(string text)
    {
        var line = string.Concat(text.Where(c => !char.IsControl(c)));
        return line.Length <= DescribedLength ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[DescribedLength - 1]) ? DescribedLength - 1 : DescribedLength), "…");
    }
}
