using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>Time zones by IANA name, from the table that comes with the program, so that every machine decides alike.</summary>
public static class TimeZones
{
    /// <summary>The zone of a name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        return zone is not null;
    }

    /// <summary>The zone of a name that has been checked.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">There is none.</exception>
    public static DateTimeZone Find(string name) => DateTimeZoneProviders.Tzdb[name];

    /// <summary>
    /// When a local time is: one that a clock change skips is moved forward by as much, one that it repeats means the first.
    /// </summary>
    public static Instant At(this DateTimeZone zone, LocalDateTime local) =>
        zone.ResolveLocal(local, Resolvers.LenientResolver).ToInstant();

    /// <summary>When a day begins: midnight, or the first moment after it where a clock change skips that.</summary>
    public static Instant Begin(this DateTimeZone zone, LocalDate day) => zone.AtStartOfDay(day).ToInstant();
}
