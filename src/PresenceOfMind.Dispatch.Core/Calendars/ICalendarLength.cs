using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>How long an event lasts: days by the calendar, and a time that is exact (RFC 5545, 3.3.6).</summary>
/// <param name="Days">The days.</param>
/// <param name="Time">The time beside them.</param>
public sealed partial record ICalendarLength(int Days, Duration Time)
{
    /// <summary>Whether it is none.</summary>
    public bool IsZero => Days == 0 && Time == Duration.Zero;

    /// <summary>Reads a DURATION.</summary>
    /// <exception cref="FormatException">It is none, or negative.</exception>
    public static ICalendarLength Parse(string value)
    {
        var match = Shape().Match(value.Trim());
        if (!match.Success)
        {
            throw new FormatException($"'{value}' is not a duration such as PT1H30M or P2D");
        }

        long Part(string name) => match.Groups[name].Success ? long.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var days = (Part("weeks") * 7) + Part("days");
        var time = Duration.FromHours(Part("hours")) + Duration.FromMinutes(Part("minutes")) + Duration.FromSeconds(Part("seconds"));
        return days <= 10_000 && time <= Duration.FromDays(10_000)
            ? new ICalendarLength((int)days, time)
            : throw new FormatException($"the duration '{value}' is too long");
    }

    /// <summary>When it is over.</summary>
    /// <param name="start">The local time at which it begins.</param>
    /// <param name="zone">The zone of that.</param>
    public Instant EndOf(LocalDateTime start, DateTimeZone zone) => zone.At(start.PlusDays(Days)) + Time;

    [GeneratedRegex(
        "^[+]?P(?=.)((?<weeks>[0-9]{1,6})W)?((?<days>[0-9]{1,6})D)?(T((?<hours>[0-9]{1,6})H)?((?<minutes>[0-9]{1,7})M)?((?<seconds>[0-9]{1,9})S)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
