using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>Why an offer was withdrawn.</summary>
/// <param name="Cause">What happened.</param>
public sealed record WithdrawnBecause(WithdrawalCause Cause)
{
    /// <summary>For <see cref="WithdrawalCause.NotAble"/>: the rule that refuses the worker.</summary>
    public EligibilityRule? Rule { get; init; }

    /// <summary>For <see cref="WithdrawalCause.Overflowed"/>: the queue to which the task went.</summary>
    public QueueName? Queue { get; init; }
}

/// <summary>What withdraws an offer.</summary>
public enum WithdrawalCause
{
    /// <summary>The task was called off.</summary>
    CalledOff,

    /// <summary>The task expired.</summary>
    Expired,

    /// <summary>The task changed, and was routed anew.</summary>
    Rerouted,

    /// <summary>The task was transferred.</summary>
    Transferred,

    /// <summary>The task went to another queue, since its own could not keep it.</summary>
    Overflowed,

    /// <summary>Somebody else took the task.</summary>
    Taken,

    /// <summary>The queue was configured to give its tasks at once.</summary>
    GivenAtOnce,

    /// <summary>A rule refuses the worker.</summary>
    NotAble,

    /// <summary>The worker is no longer among those who may take the task.</summary>
    NoCandidate,
}
