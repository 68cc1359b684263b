using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A calendar of a team, as its log says. Whether it is open, and until when, events tell.</summary>
public sealed class TeamCalendar(CalendarSettings settings, long order) : IDue
{
    private Calendar? _hours;

    public CalendarSettings Settings { get; } = settings;

    public CalendarName Name => Settings.Name;

    public long Order { get; } = order;

    public bool IsOpen { get; internal set; }

    public TimeSpan? NextDue => null;

    /// <summary>When it opens or closes next.</summary>
    public DateTimeOffset? NextWallDue { get; internal set; }

    /// <summary>When that was found out, by the wall clock.</summary>
    public DateTimeOffset SaidAt { get; internal set; }

    /// <summary>Whether the wall clock was set back to before that, so that it is to be found out anew.</summary>
    public bool IsAhead(DateTimeOffset wall) => SaidAt - wall > TeamTime.Tolerance;

    /// <summary>The hours themselves, for those who decide.</summary>
    public Calendar Hours => _hours ??= Calendar.Create(Settings);
}
