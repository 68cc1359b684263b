namespace PresenceOfMind.Protocol.Tests;

public class QuoteTests
{
    [Theory]
    [InlineData("DND", "'DND'")]
    [InlineData("a\r\nb\u0007\u2028c", "'a  b  c'")]
    [InlineData("", "''")]
    public void What_a_client_sent_is_shown_on_one_line(string text, string shown) => Assert.Equal(shown, Quote.Format(text));

    [Fact]
    public void What_is_long_is_cut() => Assert.Equal($"'{new string('x', 80)}…'", Quote.Format(new string('x', 81)));
}
