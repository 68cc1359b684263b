using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>A team's configuration in durable texts.</summary>
internal static class SettingsShapes
{
    private static readonly DurableWords<DayOfWeek> Weekdays = new(
        (DayOfWeek.Sunday, "sunday", 0),
        (DayOfWeek.Monday, "monday", 1),
        (DayOfWeek.Tuesday, "tuesday", 2),
        (DayOfWeek.Wednesday, "wednesday", 3),
        (DayOfWeek.Thursday, "thursday", 4),
        (DayOfWeek.Friday, "friday", 5),
        (DayOfWeek.Saturday, "saturday", 6));

    private static readonly RecordShape<WorkingHours> Hours = new RecordShape<WorkingHours>()
        .Choices("days", "Days", h => h.Days, Weekdays)
        .TimeOfDay("from", "From", h => h.From)
        .TimeOfDay("to", "To", h => h.To);

    public static RecordShape<WorkerSettings> Worker { get; } = new RecordShape<WorkerSettings>(new() { Contact = new Contact("") })
        .Text("contact", "Contact", w => w.Contact.Value)
        .Text("name", "Name", w => w.Name)
        .NumberByName("skills", "Skills", w => w.Skills)
        .TextByName("labels", "Labels", w => w.Labels)
        .Number("tier", "Tier", w => w.Tier)
        .Number("capacity", "Capacity", w => w.Capacity)
        .NumberById("channels", "Channels", w => w.Channels)
        .Text("calendar", "Calendar", w => w.Calendar?.Value);

    public static RecordShape<CalendarSettings> Calendar { get; } = new RecordShape<CalendarSettings>(new() { Name = new("") })
        .Text("name", "Name", c => c.Name.Value)
        .Text("timeZone", "TimeZone", c => c.TimeZone)
        .Records("hours", "Hours", c => c.Hours, () => Hours)
        .Days("holidays", "Holidays", c => c.Holidays)
        .Text("iCalendar", "ICalendar", c => c.ICalendar);

    public static RecordShape<ChannelSettings> Channel { get; } = new RecordShape<ChannelSettings>(new() { Name = new("") })
        .Text("name", "Name", c => c.Name.Value)
        .States("states", "States", c => c.States)
        .Flag("exclusive", "Exclusive", c => c.Exclusive);

    public static RecordShape<TeamRules> Rules { get; } = new RecordShape<TeamRules>(new())
        .Text("defaultQueue", "DefaultQueue", r => r.DefaultQueue?.Value)
        .Text("defaultRoute", "DefaultRoute", r => r.DefaultRoute?.Value)
        .Text("calendar", "Calendar", r => r.Calendar?.Value)
        .Text("timeZone", "TimeZone", r => r.TimeZone)
        .Number("settleSeconds", "SettleSeconds", r => r.SettleSeconds)
        .Number("restSeconds", "RestSeconds", r => r.RestSeconds)
        .Number("pauseAfterTimeouts", "PauseAfterTimeouts", r => r.PauseAfterTimeouts)
        .States("takeBackOn", "TakeBackOn", r => r.TakeBackOn)
        .Number("graceSeconds", "GraceSeconds", r => r.GraceSeconds)
        .Number("keepDays", "KeepDays", r => r.KeepDays);

    public static RecordShape<TeamSettings> Team { get; } = new RecordShape<TeamSettings>(new())
        .Records("workers", "Workers", t => t.Workers, () => Worker)
        .Records("queues", "Queues", t => t.Queues, () => QueueShapes.Queue)
        .Records("routes", "Routes", t => t.Routes, () => RouteShapes.Route)
        .Records("calendars", "Calendars", t => t.Calendars, () => Calendar)
        .Records("channels", "Channels", t => t.Channels, () => Channel)
        .Record("rules", "Rules", t => t.Rules, () => Rules);
}
