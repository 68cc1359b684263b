using NodaTime;
using NodaTime.TimeZones;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>
/// The time zones that an iCalendar file names: by their IANA names, as the file defines them (VTIMEZONE), by Windows' ids or
/// display names, or with a prefix before an IANA name, as some programs write it.
/// </summary>
public sealed class ICalendarZones(IReadOnlyList<ICalendarComponent> calendars)
{
    /// <summary>
    /// Windows' display names of zones, without the offset in front, which changed over the years; from Microsoft's table of zones.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> DisplayNames = new Dictionary<string, string>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"] = "W. Europe Standard Time",
        ["Amsterdam, Berlin, Bern, Rome"] = "W. Europe Standard Time",
        ["Brussels, Copenhagen, Madrid, Paris"] = "Romance Standard Time",
        ["Belgrade, Bratislava, Budapest, Ljubljana, Prague"] = "Central Europe Standard Time",
        ["Sarajevo, Skopje, Warsaw, Zagreb"] = "Central European Standard Time",
        ["Dublin, Edinburgh, Lisbon, London"] = "GMT Standard Time",
        ["Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London"] = "GMT Standard Time",
        ["Monrovia, Reykjavik"] = "Greenwich Standard Time",
        ["Athens, Bucharest"] = "GTB Standard Time",
        ["Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius"] = "FLE Standard Time",
        ["Istanbul"] = "Turkey Standard Time",
        ["Jerusalem"] = "Israel Standard Time",
        ["Cairo"] = "Egypt Standard Time",
        ["Harare, Pretoria"] = "South Africa Standard Time",
        ["Moscow, St. Petersburg"] = "Russian Standard Time",
        ["Moscow, St. Petersburg, Volgograd"] = "Russian Standard Time",
        ["Abu Dhabi, Muscat"] = "Arabian Standard Time",
        ["Tehran"] = "Iran Standard Time",
        ["Chennai, Kolkata, Mumbai, New Delhi"] = "India Standard Time",
        ["Bangkok, Hanoi, Jakarta"] = "SE Asia Standard Time",
        ["Beijing, Chongqing, Hong Kong, Urumqi"] = "China Standard Time",
        ["Kuala Lumpur, Singapore"] = "Singapore Standard Time",
        ["Perth"] = "W. Australia Standard Time",
        ["Seoul"] = "Korea Standard Time",
        ["Osaka, Sapporo, Tokyo"] = "Tokyo Standard Time",
        ["Canberra, Melbourne, Sydney"] = "AUS Eastern Standard Time",
        ["Brisbane"] = "E. Australia Standard Time",
        ["Auckland, Wellington"] = "New Zealand Standard Time",
        ["Hawaii"] = "Hawaiian Standard Time",
        ["Alaska"] = "Alaskan Standard Time",
        ["Pacific Time (US & Canada)"] = "Pacific Standard Time",
        ["Arizona"] = "US Mountain Standard Time",
        ["Mountain Time (US & Canada)"] = "Mountain Standard Time",
        ["Central Time (US & Canada)"] = "Central Standard Time",
        ["Guadalajara, Mexico City, Monterrey"] = "Central Standard Time (Mexico)",
        ["Eastern Time (US & Canada)"] = "Eastern Standard Time",
        ["Atlantic Time (Canada)"] = "Atlantic Standard Time",
        ["Newfoundland"] = "Newfoundland Standard Time",
        ["Brasilia"] = "E. South America Standard Time",
        ["City of Buenos Aires"] = "Argentina Standard Time",
        ["Buenos Aires"] = "Argentina Standard Time",
        ["Santiago"] = "Pacific SA Standard Time",
        ["Bogota, Lima, Quito, Rio Branco"] = "SA Pacific Standard Time",
        ["Coordinated Universal Time"] = "UTC",
        ["Casablanca"] = "Morocco Standard Time",
    };

    // Programs write these names in any case.
    private static readonly Dictionary<string, string> ByWindowsName =
        new(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ICalendarComponent> _defined = calendars
        .SelectMany(c => c.Children).Where(c => c.Name == "VTIMEZONE")
        .GroupBy(c => c.Line("TZID")?.Value.Trim() ?? "").ToDictionary(g => g.Key, g => g.Last());

    private readonly Dictionary<string, DateTimeZone> _found = new(StringComparer.Ordinal);

    /// <summary>The zone of a name; null where the line names none.</summary>
    /// <exception cref="FormatException">Nobody knows it, or its definition is none.</exception>
    public DateTimeZone? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        if (!_found.TryGetValue(name, out var zone))
        {
            zone = _found[name] = Known(name)
                ?? throw new FormatException($"it has the time zone '{name}', which is unknown; use an IANA name such as Europe/Berlin");
        }

        return zone;
    }

    private DateTimeZone? Known(string name)
    {
        if (TimeZones.TryFind(name, out var zone))
        {
            return zone;
        }

        if (_defined.TryGetValue(name, out var definition))
        {
            return Define(name, definition);
        }

        var windows = DisplayNames.GetValueOrDefault(WithoutOffset(name), name);
        return ByWindowsName.TryGetValue(windows, out var iana) ? TimeZones.Find(iana)
            : name.StartsWith('/') && name.Split('/') is [.., var area, var city] && TimeZones.TryFind($"{area}/{city}", out zone) ? zone
            : null;
    }

    private static DefinedZone Define(string name, ICalendarComponent definition)
    {
        try
        {
            return DefinedZone.Parse(name, definition);
        }
        catch (FormatException e)
        {
            throw new FormatException(
                $"the file's definition of the time zone '{name}' (line {definition.Number}) cannot be used: {e.Message}",
                e);
        }
    }

    // "(UTC+01:00) Amsterdam, Berlin" and "(GMT+1:00) Amsterdam, Berlin" are the same; Outlook also writes "(UTC) Coordinated …".
    private static string WithoutOffset(string name) =>
        name.StartsWith('(') && name.IndexOf(')', StringComparison.Ordinal) is > 0 and var end ? name[(end + 1)..].Trim() : name;
}
