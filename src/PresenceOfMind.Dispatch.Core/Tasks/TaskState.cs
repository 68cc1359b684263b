namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>Where a task is on its way.</summary>
public enum TaskState
{
    /// <summary>It enters its queue later.</summary>
    Scheduled,

    /// <summary>Nobody has it yet.</summary>
    Waiting,

    /// <summary>Somebody is asked to take it.</summary>
    Offered,

    /// <summary>Somebody has it.</summary>
    Assigned,

    /// <summary>It rests with its worker.</summary>
    OnHold,

    /// <summary>It is done, and its worker wraps up.</summary>
    WrappingUp,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It was called off.</summary>
    Cancelled,

    /// <summary>Nobody took it in time.</summary>
    Expired,
}
