using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>
/// Something that happened in a team. The names are part of the log and never change; members may be added that older
/// entries lack.
/// </summary>
public abstract record TeamEvent
{
    /// <summary>Who asked for it: a contact or a name; null where the team did it by itself, or nobody said.</summary>
    [Personal(Personal.Text)]
    public string? By { get; init; }

    /// <summary>Who was verified to ask, such as <c>key:wallboard</c>; null where nobody was asked, or the team did it by itself.</summary>
    [Personal(Personal.Text)]
    public string? Actor { get; init; }
}

/// <summary>An event of a task.</summary>
public interface ITaskEvent
{
    /// <summary>The task.</summary>
    TaskId Id { get; }
}

/// <summary>An event of a worker, or of nobody.</summary>
public interface IWorkerEvent
{
    /// <summary>The worker; null where it is nobody's.</summary>
    Contact? Worker { get; }
}

/// <summary>An event of one worker.</summary>
public interface ISingleWorkerEvent : IWorkerEvent
{
    /// <summary>The worker.</summary>
    Contact Contact { get; }

    /// <inheritdoc/>
    Contact? IWorkerEvent.Worker => Contact;
}
