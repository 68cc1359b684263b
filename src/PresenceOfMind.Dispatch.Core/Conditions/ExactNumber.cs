using System.Globalization;
using System.Numerics;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>A JSON number (RFC 8259) of any size, compared without rounding.</summary>
internal readonly struct ExactNumber : IComparable<ExactNumber>
{
    /// <summary>Significant digits that a decimal always keeps.</summary>
    private const int DecimalDigits = 28;

    private readonly decimal _small;
    private readonly string? _digits;
    private readonly BigInteger _scale;
    private readonly bool _isNegative;

    private ExactNumber(decimal small) => _small = small;

    private ExactNumber(bool isNegative, string digits, BigInteger scale)
    {
        _isNegative = isNegative;
        _digits = digits;
        _scale = scale;
    }

    public static implicit operator ExactNumber(decimal number) => new(number);

    /// <summary>
    /// Reads a text that is a JSON number as a whole; no sign <c>+</c>, space, leading zero or thousands separator is taken.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber number)
    {
        var isNumber = TrySplit(text, out var parts);
        number = isNumber ? Make(parts) : default;
        return isNumber;
    }

    /// <summary>
    /// One text for each value, however it is spelled: the digits without zeros at either end, and a power of ten where there is one.
    /// <c>1000</c> is <c>1e3</c>, <c>2.50</c> is <c>25e-1</c>, and every zero is <c>0</c>. Durable: texts that are stored hold it.
    /// </summary>
    /// <param name="number">A JSON number.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Normalize(ReadOnlySpan<char> number) =>
        TrySplit(number, out var parts) ? Widen(parts).ToText() : throw new FormatException("This is not a JSON number.");

    public int CompareTo(ExactNumber other)
    {
        if (_digits is null && other._digits is null)
        {
            return _small.CompareTo(other._small);
        }

        var (a, b) = (Wide(), other.Wide());
        var (signA, signB) = (a.Sign(), b.Sign());
        if (signA != signB || signA == 0)
        {
            return signA.CompareTo(signB);
        }

        var size = a._scale.CompareTo(b._scale);
        return signA * (size != 0 ? size : string.CompareOrdinal(a._digits, b._digits));
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out Parts parts)
    {
        parts = default;
        var rest = text;
        var isNegative = TryConsume(ref rest, '-');
        var whole = TakeDigits(ref rest);
        if (whole.Length == 0 || (whole.Length > 1 && whole[0] == '0'))
        {
            return false;
        }

        ReadOnlySpan<char> fraction = [];
        if (TryConsume(ref rest, '.') && (fraction = TakeDigits(ref rest)).Length == 0)
        {
            return false;
        }

        var exponent = BigInteger.Zero;
        if (TryConsume(ref rest, 'e') || TryConsume(ref rest, 'E'))
        {
            var isBack = TryConsume(ref rest, '-');
            _ = !isBack && TryConsume(ref rest, '+');
            var digits = TakeDigits(ref rest);
            if (digits.Length == 0)
            {
                return false;
            }

            exponent = Parse(digits);
            exponent = isBack ? -exponent : exponent;
        }

        parts = new Parts(isNegative, whole, fraction, exponent);
        return rest.Length == 0;
    }

    private static ExactNumber Make(Parts parts)
    {
        if (!parts.Exponent.IsZero || parts.Whole.Length + parts.Fraction.Length > DecimalDigits)
        {
            return Widen(parts);
        }

        Span<char> plain = stackalloc char[DecimalDigits + 2];
        var length = 0;
        if (parts.IsNegative)
        {
            plain[length++] = '-';
        }

        parts.Whole.CopyTo(plain[length..]);
        length += parts.Whole.Length;
        plain[length] = '.';
        parts.Fraction.CopyTo(plain[(length + 1)..]);
        return decimal.Parse(
            parts.Fraction.Length == 0 ? plain[..length] : plain[..(length + 1 + parts.Fraction.Length)],
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture);
    }

    /// <summary>The digits without zeros around them, and the power of ten before the first: 0.digits × 10^scale.</summary>
    private static ExactNumber Widen(Parts parts)
    {
        var all = string.Concat(parts.Whole, parts.Fraction);
        var digits = all.TrimStart('0');
        return new ExactNumber(parts.IsNegative, digits.TrimEnd('0'), parts.Exponent + parts.Whole.Length - (all.Length - digits.Length));
    }

    private static bool TryConsume(scoped ref ReadOnlySpan<char> text, char c)
    {
        var isThere = text.Length > 0 && text[0] == c;
        text = isThere ? text[1..] : text;
        return isThere;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }

    private static BigInteger Parse(ReadOnlySpan<char> digits) =>
        BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private int Sign() => _digits!.Length == 0 ? 0 : _isNegative ? -1 : 1;

    private ExactNumber Wide()
    {
        if (_digits is not null)
        {
            return this;
        }

        var text = Math.Abs(_small).ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return Widen(
            point < 0
                ? new Parts(_small < 0, text, [], BigInteger.Zero)
                : new Parts(_small < 0, text.AsSpan(0, point), text.AsSpan(point + 1), BigInteger.Zero));
    }

    private string ToText()
    {
        var power = _scale - _digits!.Length;
        return Sign() == 0
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"{(_isNegative ? "-" : "")}{_digits}{(power.IsZero ? "" : $"e{power}")}");
    }

    /// <summary>A JSON number as it is spelled.</summary>
    private readonly ref struct Parts(bool isNegative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, BigInteger exponent)
    {
        public bool IsNegative { get; } = isNegative;

        public ReadOnlySpan<char> Whole { get; } = whole;

        public ReadOnlySpan<char> Fraction { get; } = fraction;

        public BigInteger Exponent { get; } = exponent;
    }
}
