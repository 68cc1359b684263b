using PresenceOfMind.Dispatch.Core.Calendars;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a calendar's settings.</summary>
public static class CalendarCheck
{
    /// <summary>The most entries of hours.</summary>
    public const int MaxHours = 100;

    /// <summary>The most holidays.</summary>
    public const int MaxHolidays = 5000;

    /// <summary>What a time zone takes, as a sentence.</summary>
    public const string ZoneTakes = "A time zone takes an IANA name such as Europe/Berlin or America/New_York.";

    public static void Check(CalendarSettings calendar, SettingsFaults faults, string path)
    {
        faults.Require(calendar.Name.IsValid, SettingsFaults.Join(path, "name"), SettingsTexts.IdTakes);
        faults.Require(
            calendar.Hours.Count <= MaxHours,
            SettingsFaults.Join(path, "hours"),
            $"A calendar has at most {MaxHours} entries of hours.");
        faults.Require(
            calendar.Holidays.Count <= MaxHolidays,
            SettingsFaults.Join(path, "holidays"),
            $"A calendar has at most {MaxHolidays} holidays.");
        for (var i = 0; i < Math.Min(calendar.Hours.Count, MaxHours); i++)
        {
            faults.Require(
                calendar.Hours[i].Days.Count > 0,
                SettingsFaults.Join(path, $"hours[{i}].days"),
                "Hours need at least one day of the week.");
        }

        for (var i = 0; i < Math.Min(calendar.Holidays.Count, MaxHolidays); i++)
        {
            faults.Require(
                calendar.Holidays[i].Year is >= 1900 and <= 9000,
                SettingsFaults.Join(path, $"holidays[{i}]"),
                "A holiday is a day of the years 1900 to 9000.");
        }

        if (!TimeZones.TryFind(calendar.TimeZone, out var zone))
        {
            faults.Add(SettingsFaults.Join(path, "timeZone"), ZoneTakes);
        }
        else if (calendar.ICalendar is { } text)
        {
            try
            {
                ICalendarFile.Read(text, zone);
            }
            catch (ICalendarException e)
            {
                faults.Add(SettingsFaults.Join(path, "iCalendar"), e.Message);
            }
        }
    }
}
