using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>A task came in.</summary>
/// <param name="Id">Unique in the team.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Attributes">A JSON object; null for none.</param>
/// <param name="Spec">What was asked for.</param>
/// <param name="Need">What it needs, as it was routed.</param>
/// <param name="StartsAt">When it enters its queue; null where it did at once.</param>
public sealed record TaskAdded(
    TaskId Id,
    [Personal(Personal.Text)] string Title,
    [Personal(Personal.Json)] string? Attributes,
    TaskSpec Spec,
    EffectiveRequirements Need,
    DateTimeOffset? StartsAt) : TeamEvent, ITaskEvent;

/// <summary>A task entered a queue: for the first time, again, or another one. Who had it has it no longer.</summary>
/// <param name="Id">The task.</param>
/// <param name="Why">What brought it there.</param>
/// <param name="Need">What it needs now.</param>
/// <param name="Aged">By how much its priority has grown by waiting.</param>
public sealed record TaskQueued(TaskId Id, QueuedReason Why, EffectiveRequirements Need, int Aged)
    : TeamEvent, ITaskEvent, IWorkerEvent
{
    /// <inheritdoc/>
    Contact? IWorkerEvent.Worker => Contact;

    /// <summary>What is asked for from now on; null for the same as before.</summary>
    public TaskSpec? Spec { get; init; }

    /// <summary>Who had it; null for nobody.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Until when the pair of the task and <see cref="Contact"/> rests; null for not at all.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>Whoever had it when it ended, and is asked first until <see cref="FormerUntil"/>; null for nobody.</summary>
    public Contact? Former { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>Why, in words; null where nobody said.</summary>
    [Personal(Personal.Text)]
    public string? Reason { get; init; }
}

/// <summary>The reason why a task enters a queue.</summary>
public enum QueuedReason
{
    /// <summary>Its time has come.</summary>
    Started,

    /// <summary>Its worker gave it back.</summary>
    Returned,

    /// <summary>It was transferred.</summary>
    Transferred,

    /// <summary>Its worker was gone for the grace time.</summary>
    TakenBack,

    /// <summary>It was reopened.</summary>
    Reopened,

    /// <summary>Its queue could not keep it.</summary>
    Overflowed,

    /// <summary>It changed, and was routed anew.</summary>
    Rerouted,
}

/// <summary>A task's own facts are others.</summary>
/// <param name="Id">The task.</param>
/// <param name="Title">The title.</param>
/// <param name="Attributes">The attributes; null for none.</param>
/// <param name="Spec">What is asked for.</param>
/// <param name="Need">What it needs now.</param>
public sealed record TaskChanged(
    TaskId Id,
    [Personal(Personal.Text)] string Title,
    [Personal(Personal.Json)] string? Attributes,
    TaskSpec Spec,
    EffectiveRequirements Need) : TeamEvent, ITaskEvent;

/// <summary>A task that waits needs less, or stands higher, by a step of its route or by a requirement's end.</summary>
/// <param name="Id">The task.</param>
/// <param name="Steps">How many steps of its route are done.</param>
/// <param name="Need">What it needs now.</param>
public sealed record TaskRequirementsRelaxed(TaskId Id, int Steps, EffectiveRequirements Need) : TeamEvent, ITaskEvent;

/// <summary>A task's priority has grown by waiting.</summary>
/// <param name="Id">The task.</param>
/// <param name="Aged">By how much in all.</param>
public sealed record TaskAged(TaskId Id, int Aged) : TeamEvent, ITaskEvent;

/// <summary>A task no longer waits for those whom it prefers.</summary>
public sealed record PreferenceEnded(TaskId Id) : TeamEvent, ITaskEvent;

/// <summary>The cool-down of a pair of task and worker ended.</summary>
public sealed record CoolDownEnded(TaskId Id, Contact Contact)
    : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A task waits for somebody who may not come, and only a lead can change that. It is told once.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">The only one who may have it; the first of those whom it names where it names nobody who could.</param>
/// <param name="Why">What happened.</param>
public sealed record LeadNeeded(
    TaskId Id,
    Contact Contact,
    LeadNeededReason Why) : TeamEvent, ITaskEvent;

/// <summary>Why a task needs a lead.</summary>
public enum LeadNeededReason
{
    /// <summary>The only one who may have it declined it.</summary>
    Declined,

    /// <summary>The only one who may have it let the offer time out.</summary>
    TimedOut,

    /// <summary>The only one who may have it returned it.</summary>
    Returned,

    /// <summary>None of those whom it names is a worker whom its queue takes and who has what it asks for.</summary>
    NobodyNamed,
}

/// <summary>A task of several units has waited so long that capacity may be reserved for it.</summary>
public sealed record ReservationRequested(TaskId Id) : TeamEvent, ITaskEvent;

/// <summary>Free capacity of a worker is reserved for a task.</summary>
public sealed record CapacityReserved(
    TaskId Id,
    Contact Contact) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>The reservation of a worker's capacity ended, because the worker could not take the task.</summary>
public sealed record ReservationEnded(
    TaskId Id,
    Contact Contact) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A webhook is due.</summary>
/// <param name="Id">Of which task.</param>
/// <param name="Url">The address.</param>
/// <param name="Why">What happened.</param>
public sealed record WebhookDue(
    TaskId Id,
    [NotPersonal] Uri Url,
    WebhookReason Why) : TeamEvent, ITaskEvent
{
    /// <summary>The queue, where <see cref="Why"/> speaks of one.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>The route, for <see cref="WebhookReason.Step"/>.</summary>
    public RouteName? Route { get; init; }

    /// <summary>Which step of the route, from 1.</summary>
    public int? Step { get; init; }

    /// <summary>Why, in words, where an early release wrote it; null otherwise.</summary>
    [NotPersonal]
    public string? Because { get; init; }
}

/// <summary>The reason for a webhook.</summary>
public enum WebhookReason
{
    /// <summary>A queue is full.</summary>
    Full,

    /// <summary>A task has waited for as long as its queue allows.</summary>
    Waited,

    /// <summary>Nobody of a queue's workers is working.</summary>
    NobodyWorks,

    /// <summary>A step of a route says so.</summary>
    Step,
}

/// <summary>A task was assigned to a worker.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who got it.</param>
/// <param name="How">How that came about.</param>
/// <param name="ConfigurationVersion">The configuration that decided.</param>
/// <param name="Refused">How many candidates each rule refused; none are counted where a person chose.</param>
public sealed record TaskAssigned(
    TaskId Id,
    Contact Contact,
    AssignmentMethod How,
    long ConfigurationVersion,
    RefusalCounts Refused) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>How a task is assigned.</summary>
public enum AssignmentMethod
{
    /// <summary>The team decided.</summary>
    Decided,

    /// <summary>The person accepted an offer.</summary>
    Accepted,

    /// <summary>The person took it from the waiting list.</summary>
    Claimed,

    /// <summary>Somebody gave it by force.</summary>
    Forced,
}

/// <summary>A task is on hold: it stays with its worker and takes no capacity.</summary>
public sealed record TaskHeld(TaskId Id, Contact Contact) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A task on hold was resumed.</summary>
public sealed record TaskResumed(
    TaskId Id,
    Contact Contact) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A task is done.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who did it.</param>
/// <param name="Outcome">How it ended; null where the queue names none.</param>
/// <param name="WrapsUpUntil">Until when the worker wraps up; null for not at all.</param>
public sealed record TaskCompleted(
    TaskId Id,
    Contact Contact,
    [Personal(Personal.Word)] string? Outcome,
    DateTimeOffset? WrapsUpUntil) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A worker has wrapped up a task.</summary>
public sealed record TaskWrappedUp(
    TaskId Id,
    Contact Contact) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>A task was cancelled.</summary>
public sealed record TaskCancelled(
    TaskId Id,
    Contact? Contact,
    [Personal(Personal.Text)] string? Reason) : TeamEvent, ITaskEvent, IWorkerEvent
{
    /// <inheritdoc/>
    Contact? IWorkerEvent.Worker => Contact;
}

/// <summary>A task was not taken in time.</summary>
public sealed record TaskExpired(TaskId Id, ExpiredReason Why) : TeamEvent, ITaskEvent;

/// <summary>Why a task expires.</summary>
public enum ExpiredReason
{
    /// <summary>Its deadline came.</summary>
    Deadline,

    /// <summary>It waited in its queue for as long as that allows.</summary>
    Waited,
}

/// <summary>Somebody wrote a note.</summary>
public sealed record TaskNoted(TaskId Id, [Personal(Personal.Text)] string Text) : TeamEvent, ITaskEvent;

/// <summary>An ended task leaves the team's state; tables and log keep it.</summary>
public sealed record TaskForgotten(TaskId Id) : TeamEvent, ITaskEvent;
