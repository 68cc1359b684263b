using System.Globalization;
using System.Numerics;
using CsCheck;
using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Tests.Routes;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", "-0", 0)]
    [InlineData("-0.0e5", "0", 0)]
    [InlineData("1e400", "1e399", 1)]
    [InlineData("-1e400", "-1e399", -1)]
    [InlineData("1e-400", "0", 1)]
    [InlineData("1200", "1.2e3", 0)]
    [InlineData("1200", "12000E-1", 0)]
    [InlineData("500.0000000000000000000000000000001", "500", 1)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567891", -1)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890.0", 0)]
    [InlineData("0.1", "0.10000000000000000000000000000000001", -1)]
    [InlineData("1e99999999999999999999999999", "1e99999999999999999999999998", 1)]
    public void Numbers_of_any_size_are_compared_without_rounding(string a, string b, int order)
    {
        Assert.Equal(order, Math.Sign(Parse(a).CompareTo(Parse(b))));
        Assert.Equal(-order, Math.Sign(Parse(b).CompareTo(Parse(a))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e+-1")]
    [InlineData("1,200")]
    [InlineData(" 1")]
    [InlineData("1\n")]
    [InlineData("0x1")]
    [InlineData("\u0661")]
    [InlineData("--1")]
    public void A_text_that_is_no_JSON_number_as_a_whole_is_none(string text) => Assert.False(ExactNumber.TryParse(text, out _));

    [Fact]
    public void The_order_is_that_of_exact_fractions() =>
        Gen.Select(Number, Number).Sample((a, b) => Math.Sign(Parse(a).CompareTo(Parse(b))) == Exact(a, b));

    private static readonly Gen<string> Number = Gen.Select(
        Among("", "-"),
        Gen.OneOf(Among("0", "1", "10", "1200"), Gen.Char['1', '9'].Array[1, 40].Select(c => new string(c))),
        Gen.OneOf(Gen.Const(""), Gen.Char['0', '9'].Array[1, 40].Select(c => "." + new string(c)), Among(".0", ".50", ".5")),
        Gen.OneOf(Gen.Const(""), Gen.Int[-60, 60].Select(e => $"e{e}"), Among("e+2", "E2", "e-2")),
        (sign, whole, fraction, exponent) => sign + whole + fraction + exponent);

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("1000", "1e3")]
    [InlineData("2.50", "25e-1")]
    [InlineData("-0.0e9", "0")]
    [InlineData("-12E+2", "-12e2")]
    [InlineData("0.00120", "12e-4")]
    [InlineData("1e99999999999999999999", "1e99999999999999999999")]
    public void Each_value_has_one_durable_text(string spelled, string text) => Assert.Equal(text, ExactNumber.Normalize(spelled));

    private static ExactNumber Parse(string text)
    {
        Assert.True(ExactNumber.TryParse(text, out var number), text);
        return number;
    }

    /// <summary>Both as whole numbers of 10^-200.</summary>
    private static int Exact(string a, string b) => Scaled(a).CompareTo(Scaled(b));

    private static BigInteger Scaled(string text)
    {
        var parts = text.ToUpperInvariant().Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var plain = parts[0].Split('.');
        var fraction = plain.Length > 1 ? plain[1] : "";
        return BigInteger.Parse(plain[0] + fraction, CultureInfo.InvariantCulture) * BigInteger.Pow(10, 200 + exponent - fraction.Length);
    }
}
