using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A person is asked to take a task, as the team's log says.</summary>
/// <param name="number">The position of the event that made it.</param>
/// <param name="task">The task.</param>
/// <param name="worker">Who is asked.</param>
/// <param name="at">When.</param>
/// <param name="until">The deadline, by the clock of that moment.</param>
/// <param name="several">Whether others may be asked meanwhile.</param>
public sealed class Offer(long number, TaskItem task, Worker worker, TeamTime at, DateTimeOffset until, bool several)
{
    public long Number { get; } = number;

    public TaskItem Task { get; } = task;

    public Worker Worker { get; } = worker;

    public string Contact { get; } = worker.Contact;

    /// <summary>When it was made, by the wall clock.</summary>
    public DateTimeOffset At { get; } = at.Wall;

    /// <summary>The deadline by the team's own time: an answer at it or later counts no more.</summary>
    public TimeSpan Ends { get; init; } = at.ElapsedAt(until);

    /// <summary>The deadline by the wall clock, for people.</summary>
    public DateTimeOffset Until { get; internal set; } = until;

    public bool Several { get; } = several;

    /// <summary>Whether somebody else was asked for the task at some time while it was open: nobody then had to answer alone.</summary>
    public bool WithOthers { get; internal set; }

    /// <summary>How it ended; null while it is open.</summary>
    public OfferEnd? End { get; internal set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>What the worker said, or why it was withdrawn where an early release wrote it in words.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Why it was withdrawn.</summary>
    public WithdrawnBecause? Because { get; internal set; }
}
