using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom calendars …</c>.</summary>
internal static class CalendarsCommand
{
    public static Command Make(SettingOptions settings)
    {
        var parts = new TeamPartCommands(new TeamOptions(new ApiOptions(settings)), "calendars", "calendar", "name");
        var holidays = new Option<string?>("--icalendar")
        {
            Description = "An iCalendar file (.ics). Each of its events closes the calendar.",
            HelpName = "file",
        };
        return new Command("calendars", "Shows and sets the team's working hours and holidays.")
        {
            parts.MakeList(
                ("NAME", c => (string?)c["name"] ?? ""),
                ("TIME ZONE", c => (string?)c["timeZone"] ?? ""),
                ("HOURS", c => $"{c["hours"]?.AsArray().Count}"),
                ("HOLIDAYS", c => $"{c["holidays"]?.AsArray().Count}{(c["iCalendar"] is null ? "" : " and a file")}")),
            parts.MakeShow(),
            parts.MakePut((holidays, "iCalendar")),
            parts.MakeRemove(),
        };
    }
}
