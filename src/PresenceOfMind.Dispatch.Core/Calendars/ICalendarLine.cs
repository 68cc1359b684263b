using System.Text;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A content line of an iCalendar file (RFC 5545, 3.1), unfolded.</summary>
/// <param name="Number">The number of the line where it begins, from 1.</param>
/// <param name="Name">The property's name in capital letters.</param>
/// <param name="Parameters">The parameters by their names in capital letters, without quotes.</param>
/// <param name="Value">The value as it stands.</param>
public sealed record ICalendarLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>A parameter; null where it is absent.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>
    /// Splits a text into its lines. Blank ones are passed over; lines may end as on any system; other separators that Unicode has are part
    /// of a value.
    /// </summary>
    /// <exception cref="ICalendarException">A line is none.</exception>
    public static IEnumerable<ICalendarLine> ReadAll(string text)
    {
        var (number, begun, unfolded) = (0, 0, new StringBuilder());
        foreach (var raw in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n'))
        {
            number++;
            if (raw.Length > 0 && raw[0] is ' ' or '\t' && begun > 0)
            {
                unfolded.Append(raw, 1, raw.Length - 1);
                continue;
            }

            if (unfolded.ToString() is { } line && !string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, begun);
            }

            begun = number;
            unfolded.Clear().Append(raw);
        }

        if (unfolded.ToString() is { } last && !string.IsNullOrWhiteSpace(last))
        {
            yield return Parse(last, begun);
        }
    }

    private static ICalendarLine Parse(string line, int number)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = line.IndexOfAny([';', ':']);
        if (at <= 0)
        {
            throw new ICalendarException($"This is not an iCalendar file (RFC 5545): line {number} has no name and value.");
        }

        var name = line[..at].Trim().ToUpperInvariant();
        while (line[at] == ';')
        {
            var end = EndOfParameter(line, at + 1);
            if (end < 0)
            {
                throw new ICalendarException($"This is not an iCalendar file (RFC 5545): line {number} ({name}) has no value.");
            }

            var parts = line[(at + 1)..end].Split('=', 2);
            parameters[parts[0].Trim().ToUpperInvariant()] = parts.Length > 1 ? parts[1].Trim('"', ' ') : "";
            at = end;
        }

        return new ICalendarLine(number, name, parameters, line[(at + 1)..]);
    }

    private static int EndOfParameter(string line, int from)
    {
        var quoted = false;
        for (var i = from; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && line[i] is ';' or ':')
            {
                return i;
            }
        }

        return -1;
    }
}
