using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>Tells the machine that it was made from its log.</summary>
public sealed record LoadTeam : TeamCommand;

/// <summary>Tells the machine that the process stood still, or that the wall clock stepped.</summary>
public sealed record ReportStandstill : TeamCommand;

/// <summary>Advances the time: what is due happens.</summary>
public sealed record AdvanceTime : TeamCommand;

/// <summary>Makes the team what its configuration says.</summary>
/// <param name="Settings">All of it.</param>
/// <param name="Drain">Whether workers and queues that it no longer names, and that have live work, finish it and then go; otherwise the
/// command is refused.</param>
/// <param name="DropName">Whether tasks that are named for a worker alone who goes are for everybody then; otherwise the command is
/// refused.</param>
public sealed record ConfigureTeam(TeamSettings Settings, bool Drain = false, bool DropName = false) : TeamCommand;

/// <summary>Adds a worker, or changes one.</summary>
public sealed record PutWorker(WorkerSettings Worker) : TeamCommand;

/// <summary>Removes a worker.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Drain">Whether a worker with live work finishes it and then goes; otherwise, and where the worker does not drain, the
/// command is refused.</param>
/// <param name="DropName">Whether tasks that are named for this worker alone are for everybody then; otherwise the command is
/// refused.</param>
public sealed record RemoveWorker(Contact Contact, bool Drain = false, bool DropName = false) : TeamCommand;

/// <summary>Adds a queue, or changes one.</summary>
public sealed record PutQueue(QueueSettings Queue) : TeamCommand;

/// <summary>Removes a queue.</summary>
/// <param name="Name">Which.</param>
/// <param name="Drain">Whether a queue with live work takes no more and goes when it is empty; otherwise the command is refused.</param>
public sealed record RemoveQueue(QueueName Name, bool Drain = false) : TeamCommand;

/// <summary>Adds a route, or changes one.</summary>
public sealed record PutRoute(RouteSettings Route) : TeamCommand;

/// <summary>Removes a route.</summary>
public sealed record RemoveRoute(RouteName Name) : TeamCommand;

/// <summary>Adds a calendar, or changes one.</summary>
public sealed record PutCalendar(CalendarSettings Calendar) : TeamCommand;

/// <summary>Removes a calendar.</summary>
public sealed record RemoveCalendar(CalendarName Name) : TeamCommand;

/// <summary>Adds a channel, or changes one.</summary>
public sealed record PutChannel(ChannelSettings Channel) : TeamCommand;

/// <summary>Makes a channel as usual again.</summary>
public sealed record RemoveChannel(ChannelName Name) : TeamCommand;

/// <summary>Changes the team's rules.</summary>
public sealed record PutRules(TeamRules Rules) : TeamCommand;
