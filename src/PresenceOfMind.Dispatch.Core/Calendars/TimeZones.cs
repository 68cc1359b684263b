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
}
