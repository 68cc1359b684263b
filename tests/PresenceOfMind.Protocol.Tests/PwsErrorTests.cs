namespace PresenceOfMind.Protocol.Tests;

public class PwsErrorTests
{
    private static readonly int[] Codes =
    [
        100, 101, 102, 103, 110, 111, 112, 113, 114, 115, .. Enumerable.Range(120, 6), .. Enumerable.Range(130, 19), 150, 160, 161, 162,
        .. Enumerable.Range(200, 13),
    ];

    [Fact]
    public void The_table_has_each_code_of_the_service_once_and_no_other()
    {
        Assert.Equal(Codes, PwsError.All.Select(row => (int)row.Code));
        Assert.Equal(Codes, Enum.GetValues<PwsErrorCode>().Select(code => (int)code).Order());
    }

    [Fact]
    public void The_status_follows_the_code()
    {
        foreach (var row in PwsError.All)
        {
            Assert.Equal(StatusOf((int)row.Code), row.HttpStatus);
            Assert.Equal((int)row.Code < 200, row.IsClientFault);
        }
    }

    [Fact]
    public void Message_and_fix_are_a_sentence_each()
    {
        foreach (var text in PwsError.All.SelectMany(row => new[] { row.Message, row.Fix }))
        {
            Assert.True(char.IsUpper(text[0]) && text.EndsWith('.') && !text.Contains('\n', StringComparison.Ordinal), text);
        }
    }

    [Fact]
    public void An_exception_says_what_is_wrong_in_this_case_else_what_the_table_says()
    {
        var plain = new PwsException(PwsErrorCode.LoginFailed);
        var special = new PwsException(PwsErrorCode.XmlInvalid, "Line 3 ends too early.", plain);

        Assert.Equal(PwsError.FromCode(PwsErrorCode.LoginFailed), plain.Error);
        Assert.Equal(plain.Error.Message, plain.Message);
        Assert.Equal("Line 3 ends too early.", special.Error.Message);
        Assert.Equal(PwsError.FromCode(PwsErrorCode.XmlInvalid).Fix, special.Error.Fix);
        Assert.Same(plain, special.InnerException);
    }

    [Fact]
    public void A_code_outside_the_table_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PwsError.FromCode((PwsErrorCode)104));

    private static int StatusOf(int code) => code switch
    {
        100 or 101 => 401,
        113 => 404,
        160 => 409,
        < 200 => 400,
        < 210 => 500,
        _ => 503,
    };
}
