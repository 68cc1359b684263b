using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A date, or a date with a time, as an iCalendar file writes it (RFC 5545, 3.3.4 and 3.3.5).</summary>
/// <param name="Local">The local time; midnight for a date.</param>
/// <param name="HasTime">Whether it has a time.</param>
/// <param name="Zone">Its zone; null for that of the calendar.</param>
public sealed partial record ICalendarTime(LocalDateTime Local, bool HasTime, DateTimeZone? Zone)
{
    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="zone">The zone that its line names; null for none.</param>
    /// <exception cref="FormatException">It is no date and no time.</exception>
    public static ICalendarTime Parse(string value, DateTimeZone? zone)
    {
        var match = Shape().Match(value.Trim());
        if (!match.Success)
        {
            throw new FormatException($"'{value}' is neither a date such as 20261224 nor a time such as 20261224T090000");
        }

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        try
        {
            var date = new LocalDate(Part("year"), Part("month"), Part("day"));
            if (!match.Groups["hour"].Success)
            {
                return new ICalendarTime(date.AtMidnight(), false, null);
            }

            // 24:00 is the end of the day, and a leap second the second before it.
            var isEnd = Part("hour") == 24 && Part("minute") == 0 && Part("second") == 0;
            var time = isEnd ? LocalTime.Midnight : new LocalTime(Part("hour"), Part("minute"), Math.Min(Part("second"), 59));
            var zoneOfTime = match.Groups["utc"].Success ? DateTimeZone.Utc : zone;
            return new ICalendarTime((isEnd ? date.PlusDays(1) : date).At(time), true, zoneOfTime);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException($"'{value}' is not a possible day or time", e);
        }
    }

    /// <summary>When it is. A date is the first moment of its day.</summary>
    /// <param name="own">The calendar's zone.</param>
    public Instant At(DateTimeZone own) => HasTime ? (Zone ?? own).At(Local) : own.Begin(Local.Date);

    /// <summary>The day of a series of whole days that it means: as written at midnight, and else the one that it is in.</summary>
    /// <param name="own">The calendar's zone.</param>
    public LocalDate Day(DateTimeZone own) =>
        !HasTime || Zone is null || (Local.TimeOfDay == LocalTime.Midnight && !ReferenceEquals(Zone, DateTimeZone.Utc))
            ? Local.Date
            : At(own).InZone(own).Date;

    [GeneratedRegex(
        "^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})(T(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})(?<utc>[Zz])?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
