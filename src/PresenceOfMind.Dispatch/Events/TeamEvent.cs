using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>
/// Something that happened in a team. The names are part of the log and never change; members may be added that older
/// entries lack.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TeamLoaded), "team.loaded")]
[JsonDerivedType(typeof(TeamStoodStill), "team.stood-still")]
[JsonDerivedType(typeof(DayBegan), "day.began")]
[JsonDerivedType(typeof(CommandAnswered), "command.answered")]
[JsonDerivedType(typeof(WorkerPut), "worker.put")]
[JsonDerivedType(typeof(WorkerLeaving), "worker.leaving")]
[JsonDerivedType(typeof(WorkerRemoved), "worker.removed")]
[JsonDerivedType(typeof(WorkerErased), "worker.erased")]
[JsonDerivedType(typeof(QueuePut), "queue.put")]
[JsonDerivedType(typeof(QueueLeaving), "queue.leaving")]
[JsonDerivedType(typeof(QueueRemoved), "queue.removed")]
[JsonDerivedType(typeof(RoutePut), "route.put")]
[JsonDerivedType(typeof(RouteRemoved), "route.removed")]
[JsonDerivedType(typeof(CalendarPut), "calendar.put")]
[JsonDerivedType(typeof(CalendarTurned), "calendar.turned")]
[JsonDerivedType(typeof(CalendarRemoved), "calendar.removed")]
[JsonDerivedType(typeof(ChannelPut), "channel.put")]
[JsonDerivedType(typeof(ChannelRemoved), "channel.removed")]
[JsonDerivedType(typeof(RulesPut), "rules.put")]
[JsonDerivedType(typeof(WorkerPaused), "worker.paused")]
[JsonDerivedType(typeof(WorkerUnpaused), "worker.unpaused")]
[JsonDerivedType(typeof(WorkerDraining), "worker.draining")]
[JsonDerivedType(typeof(WorkerKept), "worker.kept")]
[JsonDerivedType(typeof(WorkerSettled), "worker.settled")]
[JsonDerivedType(typeof(GraceEnded), "worker.grace-ended")]
[JsonDerivedType(typeof(SourceOpened), "source.opened")]
[JsonDerivedType(typeof(SourceLost), "source.lost")]
[JsonDerivedType(typeof(PresenceReported), "presence.reported")]
[JsonDerivedType(typeof(TaskAdded), "task.added")]
[JsonDerivedType(typeof(TaskQueued), "task.queued")]
[JsonDerivedType(typeof(TaskChanged), "task.changed")]
[JsonDerivedType(typeof(TaskWidened), "task.widened")]
[JsonDerivedType(typeof(TaskAged), "task.aged")]
[JsonDerivedType(typeof(PreferenceEnded), "task.preference-ended")]
[JsonDerivedType(typeof(RestEnded), "task.rest-ended")]
[JsonDerivedType(typeof(LeadNeeded), "task.lead-needed")]
[JsonDerivedType(typeof(RoomWanted), "task.room-wanted")]
[JsonDerivedType(typeof(RoomReserved), "task.room-reserved")]
[JsonDerivedType(typeof(ReservationEnded), "task.reservation-ended")]
[JsonDerivedType(typeof(WebhookDue), "webhook.due")]
[JsonDerivedType(typeof(ReachGrown), "task.reach-grown")]
[JsonDerivedType(typeof(TaskOffered), "task.offered")]
[JsonDerivedType(typeof(OfferEnded), "offer.ended")]
[JsonDerivedType(typeof(TaskAssigned), "task.assigned")]
[JsonDerivedType(typeof(TaskHeld), "task.held")]
[JsonDerivedType(typeof(TaskResumed), "task.resumed")]
[JsonDerivedType(typeof(TaskCompleted), "task.completed")]
[JsonDerivedType(typeof(TaskWrappedUp), "task.wrapped-up")]
[JsonDerivedType(typeof(TaskCancelled), "task.cancelled")]
[JsonDerivedType(typeof(TaskExpired), "task.expired")]
[JsonDerivedType(typeof(TaskNoted), "task.noted")]
[JsonDerivedType(typeof(TaskForgotten), "task.forgotten")]
internal abstract record TeamEvent
{
    /// <summary>Who asked for it: a contact or a name; null where the team did it by itself, or nobody said.</summary>
    public string? By { get; init; }
}

/// <summary>An event of a task.</summary>
internal interface ITaskEvent
{
    /// <summary>The task.</summary>
    string Id { get; }
}

/// <summary>An event of a worker.</summary>
internal interface IWorkerEvent
{
    /// <summary>The contact's key; null where it is nobody's.</summary>
    string? Contact { get; }
}
