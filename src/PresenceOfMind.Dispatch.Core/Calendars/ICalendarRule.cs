using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A recurrence rule (RFC 5545, 3.3.10), in local times: what zone they are of, and when they end, the event says.</summary>
public sealed class ICalendarRule
{
    private const int MaxListed = 400;

    /// <summary>How many steps a rule may take without coming due; 29 February comes within.</summary>
    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 5000 };

    private readonly CalendarEvent _event;
    private readonly LocalDateTime _start;

    private ICalendarRule(CalendarEvent e, LocalDateTime start, string? until) => (_event, _start, Until) = (e, start, until);

    /// <summary>The value of UNTIL; null where there is none.</summary>
    public string? Until { get; }

    /// <summary>Reads a rule.</summary>
    /// <param name="value">The value of RRULE.</param>
    /// <param name="start">The event's start.</param>
    /// <exception cref="FormatException">It cannot be taken; the message says why.</exception>
    public static ICalendarRule Parse(string value, ICalendarTime start)
    {
        var parts = value.Trim().TrimEnd(';').Split(';').Select(p => p.Split('=', 2)).ToList();
        string? Part(string name) =>
            parts.Find(p => p.Length == 2 && p[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();
        if (Part("FREQ")?.ToUpperInvariant() is "SECONDLY" or "MINUTELY" or "HOURLY")
        {
            throw new FormatException("it recurs more often than daily, which is not supported for working hours");
        }

        if (parts.Exists(p => p.Length == 2 && p[1].Split(',').Length > MaxListed))
        {
            throw new FormatException($"it has a rule that lists more than {MaxListed} values");
        }

        if (Part("UNTIL") is not null && Part("COUNT") is not null)
        {
            throw new FormatException("its rule has both COUNT and UNTIL, of which RFC 5545 allows one");
        }

        var rest = string.Join(
            ';',
            parts.Where(p => !p[0].Trim().Equals("UNTIL", StringComparison.OrdinalIgnoreCase)).Select(p => string.Join('=', p)));
        var begin = start.HasTime
            ? $"DTSTART:{start.Local.ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture)}"
            : $"DTSTART;VALUE=DATE:{start.Local.ToString("uuuuMMdd", CultureInfo.InvariantCulture)}";
        var text = $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{begin}\r\nRRULE:{rest}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var read = Ical.Net.Calendar.Load(text)?.Events.FirstOrDefault();
        return read?.RecurrenceRule is null
            ? throw new FormatException("its rule cannot be read")
            : new ICalendarRule(read, start.Local, Part("UNTIL"));
    }

    /// <summary>The local starts in order, from about a moment on; the event's own start is not always among them.</summary>
    /// <param name="from">The local time; whole days before it may be left out.</param>
    public IEnumerable<LocalDateTime> From(LocalDateTime from)
    {
        var days = NodaTime.Period.DaysBetween(_start.Date, from.Date);
        using var occurrences = Begin(days);
        for (var any = days > 0; occurrences is not null && Move(occurrences, any); any = true)
        {
            var start = occurrences.Current.Period.StartTime;
            yield return LocalDateTime.FromDateTime(start.HasTime ? start.Value : start.Date.ToDateTime(TimeOnly.MinValue));
        }
    }

    /// <summary>
    /// The occurrences from so many days after the event's own start on; null where a rule that has come due never does again.
    /// </summary>
    private IEnumerator<Occurrence>? Begin(int days)
    {
        try
        {
            return _event.GetOccurrences(days > 0 ? _event.Start!.AddDays(days) : _event.Start!, Bounds).GetEnumerator();
        }
        catch (Exception e) when (days > 0 && e is EvaluationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>A rule that has come due, and then never does again, ends.</summary>
    private static bool Move(IEnumerator<Occurrence> occurrences, bool hasComeDue)
    {
        try
        {
            return occurrences.MoveNext();
        }
        catch (EvaluationException) when (hasComeDue)
        {
            return false;
        }
    }
}
