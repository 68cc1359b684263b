using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>An event that makes the configuration another one: its position is the new configuration's version.</summary>
public abstract record ConfigurationEvent : TeamEvent;

/// <summary>A person joined the team, or has other settings.</summary>
public sealed record WorkerPut(WorkerSettings Worker) : ConfigurationEvent, ISingleWorkerEvent
{
    Contact ISingleWorkerEvent.Contact => Worker.Contact;
}

/// <summary>A person finishes what is there, takes no more, and then leaves.</summary>
public sealed record WorkerLeaving(Contact Contact) : ConfigurationEvent, ISingleWorkerEvent;

/// <summary>A person left the team.</summary>
public sealed record WorkerRemoved(Contact Contact) : ConfigurationEvent, ISingleWorkerEvent;

/// <summary>A queue was made, or has other settings.</summary>
public sealed record QueuePut(QueueSettings Queue) : ConfigurationEvent;

/// <summary>A queue takes no more tasks, and goes when it is empty.</summary>
public sealed record QueueLeaving(QueueName Name) : ConfigurationEvent;

/// <summary>A queue is gone.</summary>
public sealed record QueueRemoved(QueueName Name) : ConfigurationEvent;

/// <summary>A route was made, or has other settings.</summary>
public sealed record RoutePut(RouteSettings Route) : ConfigurationEvent;

/// <summary>A route is gone.</summary>
public sealed record RouteRemoved(RouteName Name) : ConfigurationEvent;

/// <summary>A calendar was made, or has other settings.</summary>
/// <param name="Calendar">The settings.</param>
/// <param name="IsOpen">Whether it is open now.</param>
/// <param name="Next">When that changes; null for not within ten years.</param>
public sealed record CalendarPut(CalendarSettings Calendar, bool IsOpen, DateTimeOffset? Next) : ConfigurationEvent;

/// <summary>A calendar is gone.</summary>
public sealed record CalendarRemoved(CalendarName Name) : ConfigurationEvent;

/// <summary>A channel was made, or has other settings.</summary>
public sealed record ChannelPut(ChannelSettings Channel) : ConfigurationEvent;

/// <summary>A channel is as usual again.</summary>
public sealed record ChannelRemoved(ChannelName Name) : ConfigurationEvent;

/// <summary>The team's rules are others.</summary>
public sealed record RulesPut(TeamRules Rules) : ConfigurationEvent;

/// <summary>A calendar opened or closed.</summary>
/// <param name="Name">The calendar.</param>
/// <param name="IsOpen">Whether it is open now.</param>
/// <param name="Next">When that changes; null for not within ten years.</param>
public sealed record CalendarOpenChanged(CalendarName Name, bool IsOpen, DateTimeOffset? Next) : TeamEvent;
