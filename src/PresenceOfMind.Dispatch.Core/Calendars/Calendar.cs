using System.Collections.Concurrent;
using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>
/// Working hours with holidays: open in the hours (always, where there are none), closed on holidays and during the events of
/// an iCalendar file. A holiday closes its whole day, also the end of hours that began the evening before.
/// </summary>
public sealed class Calendar
{
    /// <summary>How many years ahead a change is looked for.</summary>
    public const int Horizon = 10;

    private readonly DateTimeZone _zone;
    private readonly IReadOnlyList<WorkingHours> _hours;
    private readonly IReadOnlyList<DateOnly> _holidays;
    private readonly ICalendarFile? _file;
    private readonly ConcurrentDictionary<int, List<Interval>> _years = new();

    private Calendar(CalendarSettings settings, DateTimeZone zone, ICalendarFile? file)
    {
        _zone = zone;
        _hours = settings.Hours;
        _holidays = settings.Holidays;
        _file = file;
    }

    /// <summary>The calendar of settings that have passed the check of settings.</summary>
    public static Calendar Create(CalendarSettings settings)
    {
        var zone = TimeZones.Find(settings.TimeZone);
        return new Calendar(settings, zone, settings.ICalendar is { } text ? ICalendarFile.ReadKept(text, zone) : null);
    }

    /// <summary>Whether it is open at a moment. Opening counts as open, closing as closed.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var moment = Instant.FromDateTimeOffset(at);
        return OpenIn(YearOf(moment)).Exists(span => span.Start <= moment && moment < span.End);
    }

    /// <summary>The first moment after another at which it opens or closes; null where it does neither for ten years.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset after)
    {
        var moment = Instant.FromDateTimeOffset(after);
        var first = YearOf(moment);
        var isOpen = IsOpen(after);
        for (var year = first; year <= first + Horizon; year++)
        {
            // What is open at the end of a year is open at the beginning of the next one, or closes in that moment.
            var begin = Begin(year);
            if (isOpen && !OpenIn(year).Exists(span => span.Start <= Instant.Max(moment, begin) && Instant.Max(moment, begin) < span.End))
            {
                return begin.ToDateTimeOffset();
            }

            foreach (var span in OpenIn(year))
            {
                if (!isOpen && span.Start > moment)
                {
                    return span.Start.ToDateTimeOffset();
                }

                if (isOpen && span.End > moment && span.End < Begin(year + 1))
                {
                    return span.End.ToDateTimeOffset();
                }
            }
        }

        return null;
    }

    private static int YearOf(Instant moment) => moment.InUtc().Year;

    private static Instant Begin(int year) => Instant.FromUtc(year, 1, 1, 0, 0);

    private List<Interval> OpenIn(int year) => _years.GetOrAdd(year, WorkOut);

    private List<Interval> WorkOut(int year)
    {
        var window = new Interval(Begin(year), Begin(year + 1));
        return Intervals.Without(
            _hours.Count == 0 ? [window] : Intervals.Union(Hours(window), window),
            Intervals.Union(Holidays().Concat(_file?.Closed(window) ?? []), window));
    }

    private IEnumerable<(Instant From, Instant To)> Hours(Interval window)
    {
        var last = window.End.InZone(_zone).Date;
        for (var day = window.Start.InZone(_zone).Date.PlusDays(-1); day <= last; day = day.PlusDays(1))
        {
            foreach (var hours in _hours)
            {
                if (hours.Days.Contains((DayOfWeek)((int)day.DayOfWeek % 7)))
                {
                    var end = hours.To > hours.From ? day : day.PlusDays(1);
                    yield return (_zone.At(day.At(LocalTime.FromTimeOnly(hours.From))), _zone.At(end.At(LocalTime.FromTimeOnly(hours.To))));
                }
            }
        }
    }

    private IEnumerable<(Instant From, Instant To)> Holidays() => _holidays.Select(date =>
    {
        var day = LocalDate.FromDateOnly(date);
        return (_zone.Begin(day), _zone.Begin(day.PlusDays(1)));
    });
}
