using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>An event of an iCalendar file with its recurrences, as the times that it covers.</summary>
public sealed class ICalendarEvent
{
    private readonly DateTimeZone _own;
    private readonly ICalendarTime _start;
    private readonly ICalendarLength? _length;
    private readonly Duration _exact;
    private readonly ICalendarRule? _rule;
    private readonly ICalendarTime? _until;
    private readonly List<(ICalendarTime Start, Instant? End)> _dates;
    private readonly List<ICalendarTime> _exceptions;
    private readonly HashSet<Instant> _left = [];
    private readonly HashSet<LocalDate> _leftDays = [];

    private ICalendarEvent(ICalendarComponent component, ICalendarZones zones, DateTimeZone own)
    {
        _own = own;
        Uid = component.Line("UID")?.Value.Trim() ?? "";
        Sequence = int.TryParse(component.Line("SEQUENCE")?.Value, out var sequence) ? sequence : 0;
        IsCancelled = string.Equals(component.Line("STATUS")?.Value.Trim(), "CANCELLED", StringComparison.OrdinalIgnoreCase);
        _start = Time(component.Line("DTSTART") ?? throw new FormatException("it has no DTSTART"), zones);
        Refuse(_start.Local.Year is < 1900 or > 9000, $"it begins in the year {_start.Local.Year}; take one from 1900 to 9000");
        Replaces = component.Line("RECURRENCE-ID") is { } id ? Time(id, zones) : null;
        Refuse(
            component.Line("RECURRENCE-ID")?.Parameter("RANGE") is not null,
            "its RECURRENCE-ID has a RANGE, which is not supported; write a separate series from there on");
        Refuse(
            component.Line("EXRULE") is not null || component.All("RRULE").Count() > 1,
            "it has an EXRULE or several RRULEs, which RFC 5545 has removed; use EXDATE, or several events");
        _rule = component.Line("RRULE") is { } rule ? ICalendarRule.Parse(rule.Value, _start) : null;
        _until = _rule?.Until is { } until ? ICalendarTime.Parse(until, _start.Zone) : null;
        _dates = [.. component.All("RDATE").SelectMany(l => Dates(l, zones))];
        _exceptions = [.. component.All("EXDATE").SelectMany(
            l => l.Value.Split(',').Select(v => ICalendarTime.Parse(v, zones.Find(l.Parameter("TZID")))))];
        (_length, _exact) = Length(component, zones);
        foreach (var exception in _exceptions)
        {
            LeaveOut(exception);
        }
    }

    /// <summary>What a series and its exceptions share.</summary>
    public string Uid { get; }

    /// <summary>Which of several versions is the last.</summary>
    public int Sequence { get; }

    /// <summary>Whether it counts for nothing.</summary>
    public bool IsCancelled { get; }

    /// <summary>The occurrence of its series whose place it takes; null where it is no exception.</summary>
    public ICalendarTime? Replaces { get; }

    /// <summary>Whether it may come more than once.</summary>
    public bool IsRecurring => _rule is not null || _dates.Count > 0;

    /// <summary>Whether it comes by a rule.</summary>
    public bool HasRule => _rule is not null;

    /// <summary>When its first occurrence begins, or would begin were it not left out.</summary>
    public Instant Begin => _start.At(_own);

    private DateTimeZone Zone => _start.Zone ?? _own;

    /// <summary>Reads an event.</summary>
    /// <exception cref="FormatException">It cannot be taken; the message says why.</exception>
    public static ICalendarEvent Parse(ICalendarComponent component, ICalendarZones zones, DateTimeZone own) => new(component, zones, own);

    /// <summary>Leaves out the occurrence at a time, since it was cancelled or an event of its own takes its place.</summary>
    public void LeaveOut(ICalendarTime time)
    {
        if (_start.HasTime && time.HasTime)
        {
            _left.Add(time.At(Zone));
        }
        else
        {
            _leftDays.Add(time.Day(_own));
        }
    }

    /// <summary>The times that it covers, in the order of its rule and then of its further dates, from about a day on.</summary>
    /// <param name="from">What ended a day before may be left out.</param>
    /// <param name="to">Where to stop.</param>
    /// <param name="longest">The most days that an occurrence lasts.</param>
    public IEnumerable<(Instant From, Instant To)> Closed(Instant from, Instant to, int longest)
    {
        var seen = new HashSet<Instant>();
        var first = from.Minus(Duration.FromDays(longest + 2)).InZone(Zone).LocalDateTime;
        foreach (var local in Starts(first))
        {
            var start = AtLocal(local);
            if (start >= to.Plus(Duration.FromDays(2)))
            {
                break;
            }

            if (seen.Add(start) && !IsLeftOut(local, start, Zone))
            {
                yield return (start, EndOf(local, start, Zone));
            }
        }

        foreach (var (date, end) in _dates)
        {
            var start = date.At(_own);
            if (seen.Add(start) && !IsLeftOut(date.Local, start, date.Zone ?? _own))
            {
                yield return (start, end ?? EndOf(date.Local, start, date.Zone ?? _own));
            }
        }
    }

    private IEnumerable<LocalDateTime> Starts(LocalDateTime from)
    {
        // The start counts as the first occurrence, whatever the rule says (RFC 5545, 3.8.5.3).
        yield return _start.Local;
        foreach (var local in _rule?.From(from < _start.Local ? _start.Local : from) ?? [])
        {
            if (IsAfterUntil(local))
            {
                yield break;
            }

            yield return local;
        }
    }

    private bool IsAfterUntil(LocalDateTime local) => _until switch
    {
        null => false,
        _ when !_start.HasTime => local.Date > _until.Day(_own),

        // A day without a time is its midnight, as others read it.
        { HasTime: false } => local > _until.Local,
        _ => AtLocal(local) > _until.At(Zone),
    };

    private Instant AtLocal(LocalDateTime local) => _start.HasTime ? Zone.At(local) : _own.Begin(local.Date);

    private Instant EndOf(LocalDateTime local, Instant start, DateTimeZone zone) =>
        !_start.HasTime ? _own.Begin(local.Date.PlusDays(_length!.Days))
        : _length is null ? start + _exact
        : _length.EndOf(local, zone);

    private bool IsLeftOut(LocalDateTime local, Instant start, DateTimeZone zone) =>
        _left.Contains(start)
            || _leftDays.Contains(local.Date)
            || (_leftDays.Count > 0 && _start.HasTime && _leftDays.Contains(start.InZone(zone).Date));

    // The end by DTEND is exact for all occurrences; that by DURATION goes by the calendar (RFC 5545, 3.8.5.3).
    private (ICalendarLength? Length, Duration Exact) Length(ICalendarComponent component, ICalendarZones zones)
    {
        var end = component.Line("DTEND") is { } endLine ? Time(endLine, zones) : null;
        var duration = component.Line("DURATION") is { } durationLine ? ICalendarLength.Parse(durationLine.Value) : null;
        Refuse(end is not null && end.HasTime != _start.HasTime, "only one of its DTSTART and DTEND has a time");
        if (end is null)
        {
            return _start.HasTime
                ? (duration is { IsZero: false } ? duration : throw WithoutLength(), Duration.Zero)
                : (WholeDays(duration), Duration.Zero);
        }

        var exact = end.At(_own) - _start.At(_own);
        Refuse(exact < Duration.Zero, "its DTEND is before its DTSTART");
        var days = new ICalendarLength(Math.Max(1, Period.DaysBetween(_start.Local.Date, end.Local.Date)), Duration.Zero);
        if (duration is { IsZero: false })
        {
            var other = _start.HasTime ? duration.EndOf(_start.Local, Zone) - _start.At(_own) : Duration.Zero;
            Refuse(
                _start.HasTime ? other != exact : WholeDays(duration) != days,
                "it has a DTEND and another DURATION, of which RFC 5545 allows one");
        }

        if (!_start.HasTime)
        {
            return (days, Duration.Zero);
        }

        return exact > Duration.Zero ? (null, exact) : throw WithoutLength();
    }

    private static ICalendarLength WholeDays(ICalendarLength? duration)
    {
        var days = duration is null ? 0 : duration.Days + (duration.Time / Duration.FromDays(1));
        Refuse(days != Math.Floor(days), "it has no time, but a DURATION that is not in whole days");
        return new ICalendarLength(Math.Max(1, (int)days), Duration.Zero);
    }

    private static FormatException WithoutLength() =>
        new("it has no length, so it would close nothing; give it a DTEND after its DTSTART, or a DURATION, or remove it");

    private IEnumerable<(ICalendarTime Start, Instant? End)> Dates(ICalendarLine line, ICalendarZones zones)
    {
        foreach (var value in line.Value.Split(','))
        {
            var parts = value.Split('/', 2);
            var start = ICalendarTime.Parse(parts[0], zones.Find(line.Parameter("TZID")) ?? _start.Zone);
            Refuse(start.HasTime != _start.HasTime, "its RDATE has a time and its DTSTART has none, or the other way round");
            Instant? end = parts.Length == 1 ? null
                : parts[1].TrimStart('+').StartsWith('P') ? ICalendarLength.Parse(parts[1]).EndOf(start.Local, start.Zone ?? _own)
                : ICalendarTime.Parse(parts[1], start.Zone).At(_own);
            Refuse(end <= start.At(_own), "a period of its RDATE has no length");
            yield return (start, end);
        }
    }

    private static ICalendarTime Time(ICalendarLine line, ICalendarZones zones)
    {
        var time = ICalendarTime.Parse(line.Value, zones.Find(line.Parameter("TZID")));
        Refuse(
            line.Parameter("VALUE") is { } kind && kind.Equals("DATE", StringComparison.OrdinalIgnoreCase) && time.HasTime,
            $"its {line.Name} says that it is a date, and has a time");
        return time;
    }

    private static void Refuse(bool isWrong, string why)
    {
        if (isWrong)
        {
            throw new FormatException(why);
        }
    }
}
