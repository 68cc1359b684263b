using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>The whole configuration of a team, the same in the API, in <c>pom</c> and in a file at start.</summary>
public sealed record TeamSettings
{
    /// <summary>Its workers.</summary>
    public IReadOnlyList<WorkerSettings> Workers { get; init; } = [];

    /// <summary>Its queues. If none is given, there is one queue named <c>default</c>.</summary>
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [];

    /// <summary>Its routes.</summary>
    public IReadOnlyList<RouteSettings> Routes { get; init; } = [];

    /// <summary>Its calendars.</summary>
    public IReadOnlyList<CalendarSettings> Calendars { get; init; } = [];

    /// <summary>Channels that differ from the default: their work goes to people who are AVAILABLE, and they are not exclusive.</summary>
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    /// <summary>The rules that hold for the whole team.</summary>
    public TeamRules Rules { get; init; } = new();
}

/// <summary>The rules of a whole team.</summary>
public sealed record TeamRules
{
    /// <summary>The queue of a task that names neither queue nor route. Default: the first queue.</summary>
    public QueueName? DefaultQueue { get; init; }

    /// <summary>
    /// The route of a task that names neither route nor queue; it has priority over <c>defaultQueue</c>. None by default.
    /// </summary>
    public RouteName? DefaultRoute { get; init; }

    /// <summary>The calendar of workers who name none; null means always working time.</summary>
    public CalendarName? Calendar { get; init; }

    /// <summary>The time zone of the team's day, by its IANA name. Counts of the day restart when the day begins.</summary>
    [NotPersonal]
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Settle time: how long a presence must have held before the person gets work, in seconds.</summary>
    [Range(0, 3600)]
    public int SettleSeconds { get; init; }

    /// <summary>
    /// Cool-down: for how long the same task does not go to the same worker after a decline, a time-out, a return or a withdrawal, in
    /// seconds.
    /// </summary>
    [Range(0, 86_400)]
    public int RestSeconds { get; init; } = 60;

    /// <summary>A worker who lets this number of offers in a row time out is paused; 0 for never.</summary>
    [Range(0, 100)]
    public int PauseAfterTimeouts { get; init; } = 3;

    /// <summary>
    /// The presence states that take assigned tasks back after <see cref="GraceSeconds"/>: only AWAY, UNAVAILABLE, VACATION and
    /// UNKNOWN. None by default.
    /// </summary>
    public IReadOnlyList<PresenceState> TakeBackOn { get; init; } = [];

    /// <summary>Grace time: how long such a presence must have held, in seconds.</summary>
    [Range(0, 86_400)]
    public int GraceSeconds { get; init; } = 300;

    /// <summary>For how many days events are stored before a snapshot replaces them.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; init; } = 400;
}
