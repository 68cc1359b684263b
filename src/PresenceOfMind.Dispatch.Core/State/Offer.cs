using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
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
    /// <summary>
    /// Makes an offer whose members are read from storage. Its task is the one that has it, and its worker is found by the contact.
    /// </summary>
    internal Offer()
        : this(0, default(Contact), default, default, false)
    {
    }

    /// <inheritdoc cref="Offer()"/>
    internal Offer(long number, Contact contact, DateTimeOffset at, DateTimeOffset until, bool several)
        : this(number, null!, Worker.Nobody, TeamTime.FromWall(at), until, several) => Contact = contact;

    public long Number { get; private set; } = number;

    [NotStored]
    public TaskItem Task { get; internal set; } = task;

    [NotStored]
    public Worker Worker { get; internal set; } = worker;

    public Contact Contact { get; private set; } = worker.Contact;

    /// <summary>When it was made, by the wall clock.</summary>
    public DateTimeOffset At { get; private set; } = at.Wall;

    /// <summary>The deadline by the team's own time: an answer at it or later counts no more.</summary>
    [NotInRow]
    public TimeSpan Ends { get; init; } = at.ElapsedAt(until);

    /// <summary>The deadline by the wall clock, for people.</summary>
    public DateTimeOffset Until { get; internal set; } = until;

    [NotInRow]
    public bool Several { get; private set; } = several;

    /// <summary>Whether somebody else was asked for the task at some time while it was open: nobody then had to answer alone.</summary>
    [NotInRow]
    public bool WithOthers { get; internal set; }

    /// <summary>How it ended; null while it is open.</summary>
    [NotInRow]
    public OfferEnd? End { get; internal set; }

    /// <summary>When it ended.</summary>
    [NotInRow]
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>What the worker said, or why it was withdrawn where an early release wrote it in words.</summary>
    [NotInRow]
    [Personal(Personal.Text)]
    public string? Reason { get; internal set; }

    /// <summary>Why it was withdrawn.</summary>
    [NotInRow]
    public WithdrawnBecause? Because { get; internal set; }

    /// <summary>A copy for a copy of its task: it belongs to that alone.</summary>
    internal Offer CopyFor(TaskItem task)
    {
        var copy = (Offer)MemberwiseClone();
        (copy.Task, copy.Worker) = (task, Worker.Nobody);
        return copy;
    }
}
