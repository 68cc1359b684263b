namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>Why a task ended without being done. The reason beside it is a text that anybody may write.</summary>
public enum TaskEndCause
{
    /// <summary>Somebody called it off.</summary>
    Cancelled,

    /// <summary>Its deadline came.</summary>
    Deadline,

    /// <summary>It waited in its queue for as long as that allows.</summary>
    Waited,
}

/// <summary>Reads why tasks ended.</summary>
public static class TaskEndCauses
{
    /// <summary>What is shown for a deadline that came; early releases kept it.</summary>
    public const string Deadline = "deadline";

    /// <summary>What is shown for a task that waited too long; early releases kept it.</summary>
    public const string Waited = "waited";

    /// <summary>Why a task ended; null where it has not, or was done.</summary>
    /// <param name="kept">What is kept of it; null where an early release wrote it. Those let nobody write the text of a task that
    /// expired.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="reason">The text.</param>
    public static TaskEndCause? Read(TaskEndCause? kept, TaskState state, string? reason) => kept ?? state switch
    {
        TaskState.Cancelled => TaskEndCause.Cancelled,
        TaskState.Expired => reason == Deadline ? TaskEndCause.Deadline : TaskEndCause.Waited,
        _ => null,
    };
}
