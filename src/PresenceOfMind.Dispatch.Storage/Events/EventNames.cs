using System.Collections.Frozen;
using PresenceOfMind.Dispatch.Core.Events;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>What the log calls each event. The names are durable: one that was written once never changes.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<Type, string> ByType = new Dictionary<Type, string>
    {
        [typeof(TeamLoaded)] = "team.loaded",
        [typeof(StandstillReported)] = "team.stood-still",
        [typeof(DayBegan)] = "day.began",
        [typeof(CommandAnswered)] = "command.answered",
        [typeof(WorkerPut)] = "worker.put",
        [typeof(WorkerLeaving)] = "worker.leaving",
        [typeof(WorkerRemoved)] = "worker.removed",
        [typeof(WorkerErased)] = "worker.erased",
        [typeof(QueuePut)] = "queue.put",
        [typeof(QueueLeaving)] = "queue.leaving",
        [typeof(QueueRemoved)] = "queue.removed",
        [typeof(RoutePut)] = "route.put",
        [typeof(RouteRemoved)] = "route.removed",
        [typeof(CalendarPut)] = "calendar.put",
        [typeof(CalendarOpenChanged)] = "calendar.turned",
        [typeof(CalendarRemoved)] = "calendar.removed",
        [typeof(ChannelPut)] = "channel.put",
        [typeof(ChannelRemoved)] = "channel.removed",
        [typeof(RulesPut)] = "rules.put",
        [typeof(WorkerPaused)] = "worker.paused",
        [typeof(WorkerUnpaused)] = "worker.unpaused",
        [typeof(WorkerDraining)] = "worker.draining",
        [typeof(WorkerDrainStopped)] = "worker.kept",
        [typeof(WorkerSettled)] = "worker.settled",
        [typeof(GraceEnded)] = "worker.grace-ended",
        [typeof(PresenceSourceOpened)] = "source.opened",
        [typeof(PresenceSourceLost)] = "source.lost",
        [typeof(PresenceReported)] = "presence.reported",
        [typeof(ProgramPresenceSet)] = "presence.set",
        [typeof(ProgramPresenceCleared)] = "presence.cleared",
        [typeof(ProgramPresenceExpired)] = "presence.expired",
        [typeof(TaskAdded)] = "task.added",
        [typeof(TaskQueued)] = "task.queued",
        [typeof(TaskChanged)] = "task.changed",
        [typeof(TaskRequirementsRelaxed)] = "task.widened",
        [typeof(TaskAged)] = "task.aged",
        [typeof(PreferenceEnded)] = "task.preference-ended",
        [typeof(CoolDownEnded)] = "task.rest-ended",
        [typeof(LeadNeeded)] = "task.lead-needed",
        [typeof(ReservationRequested)] = "task.room-wanted",
        [typeof(CapacityReserved)] = "task.room-reserved",
        [typeof(ReservationEnded)] = "task.reservation-ended",
        [typeof(WebhookDue)] = "webhook.due",
        [typeof(OfferWidened)] = "task.reach-grown",
        [typeof(TaskOffered)] = "task.offered",
        [typeof(OfferEnded)] = "offer.ended",
        [typeof(TaskAssigned)] = "task.assigned",
        [typeof(TaskHeld)] = "task.held",
        [typeof(TaskResumed)] = "task.resumed",
        [typeof(TaskCompleted)] = "task.completed",
        [typeof(TaskWrappedUp)] = "task.wrapped-up",
        [typeof(TaskCancelled)] = "task.cancelled",
        [typeof(TaskExpired)] = "task.expired",
        [typeof(TaskNoted)] = "task.noted",
        [typeof(TaskForgotten)] = "task.forgotten",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Type> ByName = ByType.ToFrozenDictionary(
        d => d.Value,
        d => d.Key,
        StringComparer.Ordinal);

    /// <summary>The names of all events, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What the log calls an event.</summary>
    public static string GetName(TeamEvent e) => ByType[e.GetType()];

    /// <summary>The event of a name; null where this release knows none.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);
}
