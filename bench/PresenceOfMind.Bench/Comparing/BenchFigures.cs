using System.Globalization;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Bench.Comparing;

/// <summary>Reads the figures from what a benchmark prints.</summary>
internal static partial class BenchFigures
{
    /// <summary>Reads what a benchmark printed.</summary>
    /// <returns>
    /// The name of each figure, and its speed: a rate or a ratio as it is printed, and of a time its inverse, so that more is always
    /// faster.
    /// </returns>
    public static IReadOnlyDictionary<string, double> Read(IEnumerable<string> lines)
    {
        var figures = new Dictionary<string, double>();
        foreach (var line in lines)
        {
            if (TableRow().Match(line) is { Success: true } row)
            {
                figures[$"{row.Groups["name"].Value} ratio".TrimStart()] = Number(row.Groups["ratio"]);
            }
            else if (Sentence().Match(line) is { Success: true } sentence)
            {
                var number = Number(sentence.Groups["number"]);
                figures[sentence.Groups["name"].Value] = sentence.Groups["unit"].Value == "ms" ? 1 / number : number;
            }
        }

        return figures;
    }

    private static double Number(Group group) =>
        double.Parse(group.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>A row of a table: a name and connections, rates, and last the ratio.</summary>
    [GeneratedRegex(@"^(?<name>(\w+ +)? *\d+)( +\d+){2,} +(?<ratio>\d+\.\d+)$")]
    private static partial Regex TableRow();

    /// <summary>A sentence: what was measured, a colon, and the figure with its unit.</summary>
    [GeneratedRegex(@"^(?<name>[^:]+): (?<number>[\d,.]+) (?<unit>\w+)")]
    private static partial Regex Sentence();
}
