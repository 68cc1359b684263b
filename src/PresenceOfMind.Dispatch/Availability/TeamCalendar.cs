using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>A calendar of a team, as its log says. Whether it is open, and until when, events tell.</summary>
internal sealed class TeamCalendar(CalendarSettings settings, long order) : IDue
{
    private Calendar? _hours;

    public CalendarSettings Settings { get; } = settings;

    public string Name => Settings.Name;

    public long Order { get; } = order;

    public bool IsOpen { get; set; }

    public DateTimeOffset? NextDue { get; set; }

    /// <summary>The hours themselves, for those who decide.</summary>
    public Calendar Hours => _hours ??= Calendar.Of(Settings);
}
