using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>The days of a time zone, for what is counted by day.</summary>
public sealed class Days
{
    private readonly DateTimeZone _zone;

    private Days(DateTimeZone zone) => _zone = zone;

    /// <summary>The days of the zone of a name that has been checked.</summary>
    public static Days ForZone(string timeZone) => new(TimeZones.Find(timeZone));

    /// <summary>The day that a moment is in.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DayAt(at).ToDateOnly();

    /// <summary>When the day that a moment is in began.</summary>
    public DateTimeOffset Begin(DateTimeOffset at) => _zone.Begin(DayAt(at)).ToDateTimeOffset();

    /// <summary>When the next day after a moment begins.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _zone.Begin(DayAt(after).PlusDays(1)).ToDateTimeOffset();

    private LocalDate DayAt(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).Date;
}
