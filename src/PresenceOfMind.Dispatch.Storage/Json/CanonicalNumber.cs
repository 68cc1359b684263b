using System.Globalization;
using System.Numerics;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>A JSON number by its exact value, however it is spelled: <c>1</c>, <c>1.0</c> and <c>1e0</c> are the same.</summary>
internal static class CanonicalNumber
{
    /// <summary>
    /// One text for each value: the digits without zeros at either end, and a power of ten where there is one. <c>1000</c> is <c>1e3</c>,
    /// <c>2.50</c> is <c>25e-1</c>, and every zero is <c>0</c>.
    /// </summary>
    /// <param name="number">A number as it stands in JSON (RFC 8259).</param>
    public static string Format(ReadOnlySpan<char> number)
    {
        var isNegative = number[0] == '-';
        var e = number.IndexOfAny('e', 'E');
        var mantissa = (e < 0 ? number : number[..e])[(isNegative ? 1 : 0)..];
        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var significant = digits.AsSpan().Trim('0');
        if (significant.IsEmpty)
        {
            return "0";
        }

        var behind = digits.Length - digits.AsSpan().TrimEnd('0').Length - (dot < 0 ? 0 : mantissa.Length - dot - 1);
        var power = behind + (e < 0
            ? BigInteger.Zero
            : BigInteger.Parse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{(isNegative ? "-" : "")}{significant}{(power.IsZero ? "" : $"e{power}")}");
    }
}
