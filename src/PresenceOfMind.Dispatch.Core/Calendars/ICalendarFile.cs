using Ical.Net.Evaluation;
using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>
/// The events of an iCalendar file (RFC 5545), each of which means closed, whether it is marked as busy or as free; only
/// cancelled ones count for nothing. All-day events and times without a zone are those of the calendar's zone. What a file may
/// ask for is bounded, since whoever configures a team must not be able to stop it.
/// </summary>
public sealed class ICalendarFile
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The most events.</summary>
    public const int MaxEvents = 2000;

    /// <summary>How often events that recur may come in a year, all together.</summary>
    public const int MaxRecurrences = 5000;

    /// <summary>The longest event, in days.</summary>
    public const int MaxDays = 400;

    private const int Year = 366;

    private readonly List<ICalendarEvent> _events;

    private ICalendarFile(List<ICalendarEvent> events) => _events = events;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="zone">The zone of what names none.</param>
    /// <exception cref="ICalendarException">It is none that can be taken; the message names the event and why.</exception>
    public static ICalendarFile Read(string text, DateTimeZone zone) => Read(text, zone, isKept: false);

    /// <summary>Reads a file that was accepted, perhaps by an earlier release: what this one would refuse closes nothing.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="zone">The zone of what names none.</param>
    public static ICalendarFile ReadKept(string text, DateTimeZone zone)
    {
        try
        {
            return Read(text, zone, isKept: true);
        }
        catch (ICalendarException)
        {
            return new ICalendarFile([]);
        }
    }

    /// <summary>The times that events cover, those that touch a window among them.</summary>
    public IEnumerable<(Instant From, Instant To)> Closed(Interval window) =>
        _events.SelectMany(e => e.Closed(window.Start, window.End, MaxDays));

    private static ICalendarFile Read(string text, DateTimeZone zone, bool isKept)
    {
        if (text.Length > MaxLength)
        {
            throw new ICalendarException($"An iCalendar file has at most {MaxLength} characters.");
        }

        var calendars = ICalendarComponent.Read(text.TrimStart('\uFEFF'));
        var components = calendars.SelectMany(c => c.Children).Where(c => c.Name == "VEVENT").ToList();
        if (components.Count > MaxEvents)
        {
            throw new ICalendarException($"An iCalendar file has at most {MaxEvents} events.");
        }

        var zones = new ICalendarZones(calendars);
        var (events, recurrences) = (new List<ICalendarEvent>(), 0);
        foreach (var component in components)
        {
            try
            {
                var read = Naming(component, () => ICalendarEvent.Parse(component, zones, zone));
                recurrences += read.IsCancelled ? 0 : Naming(component, () => FirstYear(read, MaxRecurrences - recurrences));
                events.Add(read);
            }
            catch (ICalendarException) when (isKept)
            {
                continue;
            }

            if (recurrences > MaxRecurrences)
            {
                throw new ICalendarException($"The events recur more than {MaxRecurrences} times a year, all together.");
            }
        }

        return new ICalendarFile(Settle(events, zone));
    }

    /// <summary>Exceptions take the places of occurrences of their series; of several versions of one the last counts.</summary>
    private static List<ICalendarEvent> Settle(List<ICalendarEvent> events, DateTimeZone zone)
    {
        var exceptions = events.Where(e => e.Replaces is not null)
            .GroupBy(e => (e.Uid, e.Replaces!.At(zone)))
            .Select(g => g.OrderBy(e => e.Sequence).Last()).ToList();
        var series = events.Where(e => e.Replaces is null).ToList();
        var byUid = series.ToLookup(e => e.Uid, StringComparer.Ordinal);
        foreach (var exception in exceptions)
        {
            foreach (var one in byUid[exception.Uid])
            {
                one.LeaveOut(exception.Replaces!);
            }
        }

        return [.. series.Concat(exceptions).Where(e => !e.IsCancelled)];
    }

    /// <summary>
    /// How often an event that recurs comes in its first year, counted to just above a limit. Evaluates what it may be evaluated to later.
    /// </summary>
    private static int FirstYear(ICalendarEvent e, int limit)
    {
        var (first, count) = (Instant.MaxValue, 0);
        foreach (var (from, to) in e.Closed(e.Begin, e.Begin + Duration.FromDays(Calendar.Horizon * Year), MaxDays))
        {
            if (to - from > Duration.FromDays(MaxDays))
            {
                throw new FormatException($"it lasts for more than {MaxDays} days");
            }

            first = Instant.Min(first, from);
            if (count > 0 && from >= first + Duration.FromDays(Year))
            {
                continue;
            }

            if (++count > Year && e.HasRule)
            {
                throw new FormatException("it recurs more often than daily, which is not supported for working hours");
            }

            if (count > limit || !e.IsRecurring)
            {
                break;
            }
        }

        return count == 0 ? throw new FormatException("it has no occurrence, so it would close nothing; check its EXDATE and UNTIL")
            : e.IsRecurring ? count
            : 0;
    }

    // Whatever a part or the library throws is told with the event that it stands in.
    private static T Naming<T>(ICalendarComponent component, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var why = e is EvaluationLimitExceededException ? "it has a rule without any occurrence" : Line(e);
            throw new ICalendarException($"The event '{Name(component)}' (line {component.Number}) cannot be taken: {why}.", e);
        }
    }

    private static string Name(ICalendarComponent e) =>
        Short(
            (e.Line("SUMMARY")?.Value is { Length: > 0 } summary ? summary : e.Line("UID")?.Value ?? "without a name").Replace(
                "\\,",
                ",",
                StringComparison.Ordinal),
            60);

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";

    private static string Line(Exception e) => Short(e.Message.Split('\n')[0].Split(" (Parameter")[0].Trim(), 300).TrimEnd('.');
}
