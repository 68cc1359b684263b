using NodaTime;
using NodaTime.TimeZones;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A time zone that an iCalendar file defines by its VTIMEZONE (RFC 5545, 3.6.5).</summary>
public sealed class DefinedZone : DateTimeZone
{
    private const int LastYear = 2150;
    private const int MostOnsets = 1000;

    private readonly List<ZoneInterval> _intervals;

    private DefinedZone(string id, List<ZoneInterval> intervals)
        : base(id, intervals.Count == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) => _intervals = intervals;

    /// <summary>Reads a definition.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static DefinedZone Parse(string id, ICalendarComponent definition)
    {
        var onsets = definition.Children.Where(c => c.Name is "STANDARD" or "DAYLIGHT").SelectMany(Onsets).OrderBy(o => o.At).ToList();
        if (onsets.Count == 0)
        {
            throw new FormatException("it has neither STANDARD nor DAYLIGHT");
        }

        var intervals = new List<ZoneInterval> { new(id, null, onsets[0].At, onsets[0].Before, Offset.Zero) };
        for (var i = 0; i < onsets.Count; i++)
        {
            Instant? next = i + 1 < onsets.Count ? onsets[i + 1].At : null;
            if (next != onsets[i].At)
            {
                intervals.Add(new ZoneInterval(id, onsets[i].At, next, onsets[i].After, Offset.Zero));
            }
        }

        return new DefinedZone(id, intervals);
    }

    /// <inheritdoc/>
    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, _intervals.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _intervals[middle].Start <= instant ? (middle, high) : (low, middle - 1);
        }

        return _intervals[low];
    }

    private static IEnumerable<(Instant At, Offset Before, Offset After)> Onsets(ICalendarComponent observance)
    {
        var start = ICalendarTime.Parse(
            observance.Line("DTSTART")?.Value ?? throw new FormatException($"{observance.Name} has no DTSTART"),
            null);
        var (before, after) = (OffsetOf(observance, "TZOFFSETFROM"), OffsetOf(observance, "TZOFFSETTO"));
        var locals = new List<LocalDateTime> { start.Local };
        locals.AddRange(observance.All("RDATE").SelectMany(l => l.Value.Split(',')).Select(v => ICalendarTime.Parse(v, null).Local));
        foreach (var line in observance.All("RRULE"))
        {
            var rule = ICalendarRule.Parse(line.Value, start with { HasTime = true });
            var until = rule.Until is { } text ? ICalendarTime.Parse(text, null) : null;
            locals.AddRange(rule.From(start.Local).TakeWhile(l => l.Year <= LastYear && !IsAfter(l, before, until)).Take(MostOnsets));
        }

        return locals.Distinct().Select(l => (l.WithOffset(before).ToInstant(), before, after));
    }

    private static bool IsAfter(LocalDateTime local, Offset offset, ICalendarTime? until) =>
        until is not null && (until.Zone is null ? local > until.Local : local.WithOffset(offset).ToInstant() > until.At(DateTimeZone.Utc));

    private static Offset OffsetOf(ICalendarComponent observance, string name)
    {
        var text = observance.Line(name)?.Value.Trim() ?? throw new FormatException($"{observance.Name} has no {name}");
        var digits = text.TrimStart('+', '-');
        if (digits.Length is not (4 or 6) || !digits.All(char.IsAsciiDigit))
        {
            throw new FormatException($"'{text}' is not an offset such as +0100");
        }

        var seconds = (int.Parse(digits[..2], null) * 3600) + (int.Parse(digits[2..4], null) * 60) + (digits.Length == 6
            ? int.Parse(digits[4..], null)
            : 0);
        return seconds <= 18 * 3600
            ? Offset.FromSeconds(text[0] == '-' ? -seconds : seconds)
            : throw new FormatException($"'{text}' is not a possible offset");
    }
}
