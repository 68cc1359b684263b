using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a team's rules.</summary>
public static class RulesCheck
{
    public static void Check(TeamRules rules, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(rules, faults, path);
        faults.RequireKnown(rules.DefaultQueue, faults.Queues, "queue", SettingsFaults.Join(path, "defaultQueue"));
        faults.RequireKnown(rules.DefaultRoute, faults.Routes, "route", SettingsFaults.Join(path, "defaultRoute"));
        faults.RequireKnown(rules.Calendar, faults.Calendars, "calendar", SettingsFaults.Join(path, "calendar"));
        faults.Require(TimeZones.TryFind(rules.TimeZone, out _), SettingsFaults.Join(path, "timeZone"), CalendarCheck.ZoneTakes);
        for (var i = 0; i < rules.TakeBackOn.Count; i++)
        {
            faults.Require(
                rules.TakeBackOn[i] is PresenceState.Away or PresenceState.Unavailable or PresenceState.Vacation or PresenceState.Unknown,
                SettingsFaults.Join(path, $"takeBackOn[{i}]"),
                "Only AWAY, UNAVAILABLE, VACATION and UNKNOWN can take assignments back, because work itself makes people busy.");
        }
    }
}
