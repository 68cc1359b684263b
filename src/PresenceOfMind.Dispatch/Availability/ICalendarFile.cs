using System.Runtime.Serialization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.TimeZones;
using Duration = NodaTime.Duration;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>
/// The events of an iCalendar file (RFC 5545), each of which means closed, whether it is marked as busy or as free; only
/// cancelled ones count for nothing. All-day events and times without a zone are those of the calendar's zone. What a file may
/// ask for is bounded, since whoever configures a team must not be able to stop it.
/// </summary>
internal sealed class ICalendarFile
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 262_144;

    /// <summary>The most events.</summary>
    public const int MaxEvents = 2000;

    /// <summary>How often events that recur may come in a year, all together.</summary>
    public const int MaxRecurrences = 5000;

    /// <summary>The longest event, in days.</summary>
    public const int MaxDays = 400;

    /// <summary>The most members that a part of a recurrence rule lists.</summary>
    private const int MaxListed = 400;

    /// <summary>How many steps a recurrence rule may take without coming due; 29 February comes within.</summary>
    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 5000 };

    private readonly DateTimeZone _zone;
    private readonly List<CalendarEvent> _events;
    private readonly HashSet<(string Uid, Instant At)> _moved;

    private ICalendarFile(List<CalendarEvent> events, DateTimeZone zone)
    {
        _zone = zone;
        _events = [.. events.Where(e => !IsCancelled(e))];
        _moved = [.. events.Where(e => e.RecurrenceIdentifier is not null).Select(e => (e.Uid ?? "", At(e.RecurrenceIdentifier!.StartTime)))];
    }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="zone">The zone of what names none.</param>
    /// <exception cref="ICalendarException">It is none that can be taken.</exception>
    public static ICalendarFile Read(string text, DateTimeZone zone)
    {
        if (text.Length > MaxLength)
        {
            throw new ICalendarException($"An iCalendar file has at most {MaxLength} characters.");
        }

        var events = Parse(text.TrimStart('\uFEFF'));
        if (events.Count > MaxEvents)
        {
            throw new ICalendarException($"An iCalendar file has at most {MaxEvents} events.");
        }

        var recurrences = 0;
        foreach (var e in events)
        {
            Check(e, ref recurrences);
        }

        return Evaluating(null, () => new ICalendarFile(events, zone));
    }

    /// <summary>The times that events cover, those that touch a window among them.</summary>
    public IEnumerable<(Instant From, Instant To)> Closed(Interval window) => _events.SelectMany(e => Closed(e, window));

    private static List<CalendarEvent> Parse(string text)
    {
        try
        {
            var calendars = Ical.Net.Calendar.Load<Ical.Net.Calendar>(text);
            return calendars.Count > 0
                ? [.. calendars.SelectMany(c => c.Events)]
                : throw new ICalendarException("This is no iCalendar file: it begins with BEGIN:VCALENDAR and ends with END:VCALENDAR.");
        }
        catch (Exception e) when (e is SerializationException or ArgumentException or FormatException or InvalidOperationException or OverflowException or InvalidCastException)
        {
            throw new ICalendarException($"This is no iCalendar file (RFC 5545): {Line(e)}", e);
        }
    }

    private static void Check(CalendarEvent e, ref int recurrences)
    {
        if (e.Start is null)
        {
            throw new ICalendarException($"{Name(e)} has no DTSTART.");
        }

        if (e.Start.Year is < 1900 or > 9000)
        {
            throw new ICalendarException($"{Name(e)} begins in the year {e.Start.Year}; take one from 1900 to 9000.");
        }

        if (Times(e).FirstOrDefault(t => !IsKnown(t.TzId)) is { TzId: var zone })
        {
            throw new ICalendarException($"{Name(e)} has the time zone '{Short(zone ?? "")}', which nobody knows; take an IANA name such as Europe/Berlin.");
        }

        if (e.Properties.Any(p => p.Name == "EXRULE") || e.Properties.Count(p => p.Name == "RRULE") > 1)
        {
            throw new ICalendarException($"{Name(e)} has an EXRULE or several RRULEs, which RFC 5545 has given up; take EXDATE, or several events.");
        }

        if (e.RecurrenceRule is { } rule)
        {
            if (rule.Frequency < Ical.Net.FrequencyType.Daily || rule.BySecond.Count + rule.ByMinute.Count + rule.ByHour.Count > 0)
            {
                throw new ICalendarException($"{Name(e)} recurs more often than daily; working hours need no such rule.");
            }

            if (Math.Max(Math.Max(rule.ByDay.Count, rule.ByMonthDay.Count), Math.Max(rule.ByYearDay.Count, Math.Max(rule.ByWeekNo.Count, Math.Max(rule.ByMonth.Count, rule.BySetPosition.Count)))) > MaxListed)
            {
                throw new ICalendarException($"{Name(e)} has a rule that lists more than {MaxListed} values.");
            }
        }

        var allowed = MaxRecurrences - recurrences;
        recurrences += Evaluating(e, () => FirstYear(e, allowed));
        if (recurrences > MaxRecurrences)
        {
            throw new ICalendarException($"The events recur more than {MaxRecurrences} times a year, all together.");
        }
    }

    /// <summary>The times of an event that may name a zone.</summary>
    private static IEnumerable<CalDateTime> Times(CalendarEvent e) =>
        ((CalDateTime?[])[e.Start, e.End, e.RecurrenceIdentifier?.StartTime]).OfType<CalDateTime>()
            .Concat(e.ExceptionDates.GetAllDates())
            .Concat(e.RecurrenceDates.GetAllPeriods().Select(p => p.StartTime))
            .Concat(e.RecurrenceDates.GetAllDates());

    /// <summary>
    /// Whether a zone is known by its name: as IANA or as Windows calls it, or as programs do that put a prefix before the IANA name.
    /// The library would take any name in which it finds one, and be hours wrong without a word.
    /// </summary>
    private static bool IsKnown(string? zone) => zone is null
        || TimeZones.TryFind(zone, out _)
        || TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.ContainsKey(zone)
        || (zone.StartsWith('/') && zone.Split('/') is [.., var area, var city] && TimeZones.TryFind($"{area}/{city}", out _));

    /// <summary>How often an event that recurs comes in its first year, counted to just above a limit. Evaluates what it may be evaluated to later.</summary>
    private static int FirstYear(CalendarEvent e, int limit)
    {
        var isRecurring = e.RecurrenceRule is not null || e.RecurrenceDates.GetAllPeriods().Any();
        var end = e.Start!.AddDays(366);
        var count = 0;
        foreach (var occurrence in e.GetOccurrences(e.Start, Bounds).TakeWhile(o => count == 0 || o.Period.StartTime.LessThan(end)))
        {
            _ = occurrence.Period.StartTime.AsUtc;
            if (occurrence.Period.EffectiveEndTime is { } until && until.SubtractExact(occurrence.Period.StartTime).TotalDays > MaxDays)
            {
                throw new ICalendarException($"{Name(e)} lasts for more than {MaxDays} days.");
            }

            if (++count > limit || !isRecurring)
            {
                break;
            }
        }

        return isRecurring ? count : 0;
    }

    private static T Evaluating<T>(CalendarEvent? e, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (EvaluationLimitExceededException error)
        {
            throw new ICalendarException($"{Name(e)} has a rule that never comes due.", error);
        }
        catch (Exception error) when (error is EvaluationException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new ICalendarException($"{Name(e)} cannot be read: {Line(error)}", error);
        }
    }

    private IEnumerable<(Instant From, Instant To)> Closed(CalendarEvent e, Interval window)
    {
        // Whole days are later or earlier elsewhere; an event that began before the window may reach into it.
        var from = new CalDateTime(window.Start.Minus(Duration.FromDays(MaxDays + 2)).ToDateTimeUtc());
        using var occurrences = e.GetOccurrences(from, Bounds).GetEnumerator();
        while (TryMove(occurrences))
        {
            var period = occurrences.Current.Period;
            var start = At(period.StartTime);
            if (start >= window.End.Plus(Duration.FromDays(2)))
            {
                yield break;
            }

            if (period.EffectiveEndTime is { } end && (e.RecurrenceIdentifier is not null || !_moved.Contains((e.Uid ?? "", start))))
            {
                yield return (start, At(end));
            }
        }
    }

    /// <summary>A rule that has come due, and then never does again, ends.</summary>
    private static bool TryMove(IEnumerator<Occurrence> occurrences)
    {
        try
        {
            return occurrences.MoveNext();
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    private Instant At(CalDateTime time)
    {
        if (!time.HasTime)
        {
            return _zone.Begin(LocalDate.FromDateOnly(time.Date));
        }

        return time.IsFloating
            ? _zone.At(LocalDateTime.FromDateTime(time.Value))
            : Instant.FromDateTimeUtc(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc));
    }

    private static bool IsCancelled(CalendarEvent e) => string.Equals(e.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase);

    private static string Name(CalendarEvent? e) => e is null ? "An event" : $"The event '{Short(e.Summary ?? e.Uid ?? "without a name")}'";

    private static string Short(string text) => text.Length <= 60 ? text.ReplaceLineEndings(" ") : text[..60].ReplaceLineEndings(" ") + "…";

    private static string Line(Exception e) => Short(e.Message.Split('\n')[0].Split(" (Parameter")[0]).TrimEnd('.') + ".";
}
