using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>Working hours with holidays.</summary>
public sealed record CalendarSettings
{
    /// <summary>The calendar's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    public required CalendarName Name { get; init; }

    /// <summary>
    /// The time zone by its IANA name; UTC by default. Local times that a clock change skips move forward; those that it repeats mean the
    /// first.
    /// </summary>
    [NotPersonal]
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The working hours; empty means always.</summary>
    public IReadOnlyList<WorkingHours> Hours { get; init; } = [];

    /// <summary>Days without work.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>
    /// More days or times without work: the text of an iCalendar file (RFC 5545), whose events count as closed; null for none.
    /// </summary>
    [Personal(Personal.ICalendar)]
    public string? ICalendar { get; init; }
}

/// <summary>Hours of work on some days of the week.</summary>
public sealed record WorkingHours
{
    /// <summary>The days.</summary>
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    /// <summary>The start, in local time.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>The end, in local time; at or before <see cref="From"/> it is that of the next day. 24:00 is the end of the day.</summary>
    public required TimeOnly To { get; init; }
}
