using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>
/// A line is read at one glance: its code and comments have at most 140 characters. A text that is data, such as a line of JSON
/// or of a calendar file, may be longer, since a break would change it.
/// </summary>
public sealed partial class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void A_line_of_code_has_at_most_140_characters() =>
        Assert.Empty(Repository.Sources("*.cs").SelectMany(file =>
            TooLong(File.ReadLines(Repository.PathTo(file.Split('/')))).Select(number => $"{file}:{number}")));

    [Theory]
    [InlineData("*.sh")]
    [InlineData("*.razor")]
    [InlineData("*.css")]
    [InlineData("*.js")]
    [InlineData("*.py")]
    public void A_line_of_another_source_has_at_most_140_characters(string pattern)
    {
        var sources = Repository.Sources(pattern).ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(file => File.ReadLines(Repository.PathTo(file.Split('/'))).Index()
            .Where(line => line.Item.Length > Longest)
            .Select(line => $"{file}:{line.Index + 1}")));
    }

    [Theory]
    [InlineData(140, "", 0)]
    [InlineData(141, "", 1)]
    [InlineData(130, "\"a text of twenty letters\"", 0)]
    [InlineData(141, "\"a text of twenty letters\"", 1)]
    public void Texts_do_not_count(int letters, string text, int found) =>
        Assert.Equal(found, TooLong([new string('x', letters) + text]).Count());

    [Fact]
    public void Lines_within_a_raw_text_do_not_count() =>
        Assert.Equal([5], TooLong(["a = \"\"\"", new string('x', 200), "\"\"\";", "", new string('x', 200)]));

    private static IEnumerable<int> TooLong(IEnumerable<string> lines)
    {
        var isRaw = false;
        foreach (var (index, line) in lines.Index())
        {
            var wasRaw = isRaw;
            isRaw ^= RawMark().Count(line) % 2 == 1;
            if (!wasRaw && line.Length > Longest && Text().Replace(RawText().Replace(line, ""), "").Length > Longest)
            {
                yield return index + 1;
            }
        }
    }

    [GeneratedRegex("\"\"\"")]
    private static partial Regex RawMark();

    [GeneratedRegex("\"\"\".*?\"\"\"")]
    private static partial Regex RawText();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Text();
}
