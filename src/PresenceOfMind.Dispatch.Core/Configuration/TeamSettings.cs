using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A team's whole configuration, the same in the API, in <c>pom</c> and in a file at start.</summary>
public sealed record TeamSettings
{
    /// <summary>Its workers.</summary>
    public IReadOnlyList<WorkerSettings> Workers { get; init; } = [];

    /// <summary>Its queues; a queue named <c>default</c> is there where none is given.</summary>
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [];

    /// <summary>Its routes.</summary>
    public IReadOnlyList<RouteSettings> Routes { get; init; } = [];

    /// <summary>Its calendars.</summary>
    public IReadOnlyList<CalendarSettings> Calendars { get; init; } = [];

    /// <summary>Channels that differ from the usual: AVAILABLE may take them, none is exclusive.</summary>
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    /// <summary>The rules that hold for the whole team.</summary>
    public TeamRules Rules { get; init; } = new();
}

/// <summary>What holds for a whole team.</summary>
public sealed record TeamRules
{
    /// <summary>The queue of a task that names neither queue nor route; the first queue by default.</summary>
    [NotPersonal]
    public string? DefaultQueue { get; init; }

    /// <summary>The route of a task that names neither route nor queue; it goes before <see cref="DefaultQueue"/>. None by default.</summary>
    [NotPersonal]
    public string? DefaultRoute { get; init; }

    /// <summary>The calendar of workers who name none; null for always.</summary>
    [NotPersonal]
    public string? Calendar { get; init; }

    /// <summary>The time zone in which a day begins, for what is counted by day, by its IANA name.</summary>
    [NotPersonal]
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>How long a presence must have held before its person gets work, in seconds.</summary>
    [Range(0, 3600)]
    public int SettleSeconds { get; init; }

    /// <summary>How long a pair of task and worker rests after a decline, a time-out or a withdrawal, in seconds.</summary>
    [Range(0, 86_400)]
    public int RestSeconds { get; init; } = 60;

    /// <summary>After how many offers in a row that a worker lets time out the worker is paused; 0 for never.</summary>
    [Range(0, 100)]
    public int PauseAfterTimeouts { get; init; } = 3;

    /// <summary>Which presence takes assignments back after <see cref="GraceSeconds"/>: AWAY, UNAVAILABLE, VACATION and UNKNOWN may. None by default.</summary>
    public IReadOnlyList<PresenceState> TakeBackOn { get; init; } = [];

    /// <summary>How long such a presence must have held, in seconds.</summary>
    [Range(0, 86_400)]
    public int GraceSeconds { get; init; } = 300;

    /// <summary>For how many days events are kept before a snapshot stands for them.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; init; } = 400;
}
