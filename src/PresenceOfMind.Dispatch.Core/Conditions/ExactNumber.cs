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
        number = default;
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

        if (rest.Length > 0)
        {
            return false;
        }

        number = Make(isNegative, whole, fraction, exponent);
        return true;
    }

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

    private static ExactNumber Make(bool isNegative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, BigInteger exponent)
    {
        if (exponent.IsZero && whole.Length + fraction.Length <= DecimalDigits)
        {
            Span<char> plain = stackalloc char[DecimalDigits + 2];
            var length = 0;
            if (isNegative)
            {
                plain[length++] = '-';
            }

            whole.CopyTo(plain[length..]);
            length += whole.Length;
            plain[length] = '.';
            fraction.CopyTo(plain[(length + 1)..]);
            return decimal.Parse(
                fraction.Length == 0 ? plain[..length] : plain[..(length + 1 + fraction.Length)],
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture);
        }

        return Widen(isNegative, whole, fraction, exponent);
    }

    /// <summary>The digits without zeros around them, and the power of ten before the first: 0.digits × 10^scale.</summary>
    private static ExactNumber Widen(bool isNegative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, BigInteger exponent)
    {
        var all = string.Concat(whole, fraction);
        var digits = all.TrimStart('0');
        return new ExactNumber(isNegative, digits.TrimEnd('0'), exponent + whole.Length - (all.Length - digits.Length));
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
        return point < 0
            ? Widen(_small < 0, text, [], BigInteger.Zero)
            : Widen(_small < 0, text.AsSpan(0, point), text.AsSpan(point + 1), BigInteger.Zero);
    }
}
