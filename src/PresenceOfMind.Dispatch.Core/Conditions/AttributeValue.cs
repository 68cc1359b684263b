using System.Globalization;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>
/// A value that a condition compares. A text whose whole is a JSON number counts as that number; numbers are exact, of any size.
/// </summary>
public readonly struct AttributeValue
{
    /// <summary>Nothing is there.</summary>
    public static readonly AttributeValue Absent;

    /// <summary>Nothing is there, since the path leads through a value that is no object.</summary>
    public static readonly AttributeValue Unreachable = new(AttributeValueKind.Unreachable);

    private const int DescribedLength = 60;

    private readonly ExactNumber _number;
    private readonly bool _isNumber;
    private readonly IReadOnlyList<AttributeValue>? _members;

    private AttributeValue(AttributeValueKind kind, string? text = null, bool truth = false, IReadOnlyList<AttributeValue>? members = null)
    {
        Kind = kind;
        Source = text;
        Truth = truth;
        _members = members;
    }

    private AttributeValue(AttributeValueKind kind, string? text, ExactNumber number)
        : this(kind, text)
    {
        _number = number;
        _isNumber = true;
    }

    /// <summary>What sort of value it is.</summary>
    public AttributeValueKind Kind { get; }

    /// <summary>The text, or how the number, the list or the object was written; null where it is none of these.</summary>
    public string? Source { get; }

    /// <summary>The text or the number as it was written; null where it is neither.</summary>
    public string? AsText => Kind is AttributeValueKind.Text or AttributeValueKind.Number ? Source : null;

    /// <summary>The truth value; false where it is none.</summary>
    public bool Truth { get; }

    /// <summary>Whether something is there.</summary>
    public bool IsThere => Kind is not (AttributeValueKind.Absent or AttributeValueKind.Unreachable);

    /// <summary>The members of a list; none where it is no list.</summary>
    public IReadOnlyList<AttributeValue> Members => _members ?? [];

    /// <summary>A text.</summary>
    public static AttributeValue Text(string text) =>
        ExactNumber.TryParse(text, out var number) ? new(AttributeValueKind.Text, text, number) : new(AttributeValueKind.Text, text);

    /// <summary>A whole number.</summary>
    public static AttributeValue Number(int number) =>
        new(AttributeValueKind.Number, number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A number as JSON writes it.</summary>
    /// <exception cref="FormatException">It is no JSON number.</exception>
    public static AttributeValue Number(string number) => ExactNumber.TryParse(number, out var exact)
        ? new(AttributeValueKind.Number, number, exact)
        : throw new FormatException("This is not a JSON number.");

    /// <summary>True or false.</summary>
    public static AttributeValue From(bool truth) => new(AttributeValueKind.Truth, truth: truth);

    /// <summary>A list.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="source">How it was written.</param>
    public static AttributeValue List(IReadOnlyList<AttributeValue> members, string source) =>
        new(AttributeValueKind.List, source, members: members);

    /// <summary>An object.</summary>
    /// <param name="source">How it was written.</param>
    public static AttributeValue Map(string source) => new(AttributeValueKind.Map, source);

    /// <summary>How it compares with another value; null where the two cannot be compared.</summary>
    public int? CompareTo(in AttributeValue other)
    {
        if (_isNumber && other._isNumber)
        {
            return _number.CompareTo(other._number);
        }

        return !_isNumber && !other._isNumber && Kind == AttributeValueKind.Text && other.Kind == AttributeValueKind.Text
            ? string.Compare(AsText, other.AsText, StringComparison.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>Whether it is the same as another value, texts without case; what is absent is not the same as anything.</summary>
    public ConditionResult IsSame(in AttributeValue other)
    {
        if (Kind == AttributeValueKind.Absent || other.Kind == AttributeValueKind.Absent)
        {
            return ConditionResult.Fails;
        }

        var same = Kind == AttributeValueKind.Truth && other.Kind == AttributeValueKind.Truth
            ? Truth == other.Truth
            : CompareTo(other) is { } order ? order == 0 : (bool?)null;
        return same switch
        {
            true => ConditionResult.Holds,
            false => ConditionResult.Fails,
            null => ConditionResult.Unknown,
        };
    }

    /// <summary>As a text, for a label that takes its value from a task; null where it is no single value.</summary>
    public string? Spelled => Kind == AttributeValueKind.Truth ? Truth ? "true" : "false" : AsText;

    /// <summary>For an explanation: <c>the text "10,000.00"</c>, <c>the number 1200</c>, shortened where it is long.</summary>
    public string Described => Kind switch
    {
        AttributeValueKind.Text when _isNumber => $"the number {Shorten(Source!)}",
        AttributeValueKind.Text => $"the text \"{Shorten(Source!)}\"",
        AttributeValueKind.Number => $"the number {Shorten(Source!)}",
        AttributeValueKind.Truth => Spelled!,
        AttributeValueKind.List => $"the list {Shorten(Source!)}",
        AttributeValueKind.Map => $"the object {Shorten(Source!)}",
        AttributeValueKind.Unreachable => "a value inside of something that is not an object",
        _ => "nothing",
    };

    private static string Shorten(string text)
    {
        var line = string.Concat(text.Where(c => !char.IsControl(c)));
        if (line.Length <= DescribedLength)
        {
            return line;
        }

        var length = char.IsHighSurrogate(line[DescribedLength - 1]) ? DescribedLength - 1 : DescribedLength;
        return string.Concat(line.AsSpan(0, length), "…");
    }
}
