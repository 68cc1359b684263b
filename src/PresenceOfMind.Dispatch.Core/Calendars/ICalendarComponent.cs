namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A component of an iCalendar file: VCALENDAR, VEVENT, VTIMEZONE and others, with what stands in it.</summary>
/// <param name="Name">Its name in capital letters.</param>
/// <param name="Number">The line of its BEGIN.</param>
public sealed record ICalendarComponent(string Name, int Number)
{
    /// <summary>Its own lines, without those of components in it.</summary>
    public List<ICalendarLine> Lines { get; } = [];

    /// <summary>The components in it.</summary>
    public List<ICalendarComponent> Children { get; } = [];

    /// <summary>The calendars of a text.</summary>
    /// <exception cref="ICalendarException">It is no iCalendar file; the message names the line.</exception>
    public static List<ICalendarComponent> Read(string text)
    {
        var calendars = new List<ICalendarComponent>();
        var open = new Stack<ICalendarComponent>();
        foreach (var line in ICalendarLine.ReadAll(text))
        {
            if (line.Name == "BEGIN")
            {
                var begun = new ICalendarComponent(line.Value.Trim().ToUpperInvariant(), line.Number);
                (open.TryPeek(out var parent) ? parent.Children : calendars).Add(begun);
                open.Push(begun);
            }
            else if (!open.TryPeek(out var current))
            {
                throw NoFile($"line {line.Number} stands before BEGIN:VCALENDAR or after its end.");
            }
            else if (line.Name != "END")
            {
                current.Lines.Add(line);
            }
            else if (line.Value.Trim().Equals(current.Name, StringComparison.OrdinalIgnoreCase))
            {
                open.Pop();
            }
            else
            {
                throw NoFile($"line {line.Number} ends {line.Value.Trim()}, but {current.Name} of line {current.Number} is open.");
            }
        }

        return open.TryPeek(out var left) ? throw NoFile($"{left.Name} of line {left.Number} has no END.")
            : calendars.Count == 0 || calendars.Exists(c => c.Name != "VCALENDAR")
                ? throw NoFile("it must begin with BEGIN:VCALENDAR and end with END:VCALENDAR.")
            : calendars;
    }

    /// <summary>A line by its name; null where there is none.</summary>
    public ICalendarLine? Line(string name) => Lines.Find(l => l.Name == name);

    /// <summary>All lines of a name.</summary>
    public IEnumerable<ICalendarLine> All(string name) => Lines.Where(l => l.Name == name);

    private static ICalendarException NoFile(string why) => new($"This is not an iCalendar file (RFC 5545): {why}");
}
