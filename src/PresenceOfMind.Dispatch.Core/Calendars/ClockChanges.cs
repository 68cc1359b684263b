using NodaTime;
using NodaTime.TimeZones;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>
/// What a clock change (daylight saving time) does to local times: working hours, holidays and days begin and end by these rules.
/// </summary>
public static class ClockChanges
{
    /// <summary>
    /// When a local time is: one that a clock change skips is moved forward by as much, one that it repeats means the first.
    /// </summary>
    public static Instant At(this DateTimeZone zone, LocalDateTime local) =>
        zone.ResolveLocal(local, Resolvers.LenientResolver).ToInstant();

    /// <summary>When a day begins: midnight, or the first moment after it where a clock change skips that.</summary>
    public static Instant Begin(this DateTimeZone zone, LocalDate day) => zone.AtStartOfDay(day).ToInstant();
}
