using PresenceOfMind.Access.Http;

namespace PresenceOfMind.App.Tests.Access;

public sealed class AuditExportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void A_cell_is_a_text_for_every_spreadsheet(string text, string cell)
    {
        var line = AuditExport.ToCsv(new AuditView { Kind = "key", Action = "key.added", Outcome = "done", Subject = text, Count = 1 });
        Assert.Equal($"0,0001-01-01T00:00:00.0000000+00:00,key,,,key.added,{cell},,done,,1,,", line);
    }
}
