namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>
/// The rules that keep a candidate from getting a task, in the order in which they are asked: the first that refuses counts.
/// Candidates are the workers whom the task's queue selects, or one of the queues that its route has added.
/// </summary>
public enum EligibilityRule
{
    /// <summary>No rule refuses: the person is eligible.</summary>
    None,

    /// <summary>
    /// No fetch that began after the team was loaded and after the source was last lost has told the presence, and no program vouches for
    /// it.
    /// </summary>
    Unconfirmed,

    /// <summary>The presence is not one that takes this channel.</summary>
    Presence,

    /// <summary>The presence has not held for the settle time.</summary>
    Settling,

    /// <summary>The person is paused.</summary>
    Paused,

    /// <summary>The person finishes what is there and takes no more.</summary>
    Draining,

    /// <summary>It is not within the person's working hours.</summary>
    Closed,

    /// <summary>The person lacks a skill that the task asks for.</summary>
    Skills,

    /// <summary>The person lacks a label that the task asks for, or the label cannot be compared with it.</summary>
    Labels,

    /// <summary>The task excludes the person, names others, or still waits for those whom it prefers.</summary>
    Excluded,

    /// <summary>The person has no free capacity, in total or in this channel, or it is reserved for another task.</summary>
    Room,

    /// <summary>The person is asked already whether to take this task.</summary>
    Asked,

    /// <summary>The pair of task and person is in its cool-down.</summary>
    Resting,
}
