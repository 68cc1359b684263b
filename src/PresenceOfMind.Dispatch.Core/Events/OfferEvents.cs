using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>A person is asked to take a task. The event's position is the offer's number.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who is asked.</param>
/// <param name="Until">The deadline: an answer at it or later counts no more.</param>
/// <param name="Several">Whether others may be asked meanwhile.</param>
/// <param name="ConfigurationVersion">The configuration that decided.</param>
/// <param name="Refused">How many candidates each rule refused.</param>
public sealed record TaskOffered(
    TaskId Id,
    Contact Contact,
    DateTimeOffset Until,
    bool Several,
    long ConfigurationVersion,
    RefusalCounts Refused) : TeamEvent, ITaskEvent, ISingleWorkerEvent;

/// <summary>An offer ended.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who was asked.</param>
/// <param name="Number">The offer.</param>
/// <param name="How">How it ended.</param>
/// <param name="Reason">What the person said; null where nobody did. Early releases wrote here why they withdrew it.</param>
/// <param name="RestsUntil">Until when the pair of task and worker rests; null for not at all.</param>
public sealed record OfferEnded(
    TaskId Id,
    Contact Contact,
    long Number,
    OfferEnd How,
    [Personal(Personal.Text)] string? Reason,
    DateTimeOffset? RestsUntil) : TeamEvent, ITaskEvent, ISingleWorkerEvent
{
    /// <summary>Whether the person's presence was not confirmed then: nobody is said to have left the offer unanswered.</summary>
    [OmitDefault]
    public bool Unconfirmed { get; init; }

    /// <summary>Why it was withdrawn; null where it ended otherwise, or where an early release wrote it.</summary>
    public WithdrawnBecause? Because { get; init; }
}

/// <summary>Ways in which an offer ends.</summary>
public enum OfferEnd
{
    /// <summary>The person took the task.</summary>
    Accepted,

    /// <summary>The person did not want it.</summary>
    Declined,

    /// <summary>The person did not answer before the deadline.</summary>
    TimedOut,

    /// <summary>It was taken back.</summary>
    Withdrawn,
}

/// <summary>More workers may be asked for a task at once.</summary>
/// <param name="Id">The task.</param>
/// <param name="Reach">How many.</param>
public sealed record OfferWidened(TaskId Id, int Reach) : TeamEvent, ITaskEvent;
