using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>What a strategy may look at of a worker. None of it changes while the worker stands in an order.</summary>
public interface IRanked
{
    /// <summary>The contact's key.</summary>
    Contact Contact { get; }

    /// <summary>The position of the event that added the worker: no two are the same.</summary>
    long Order { get; }

    /// <summary>When the last assignment ended, or when the worker was added, by the team's own time.</summary>
    TimeSpan IdleSince { get; }

    /// <summary>The position of the event that last gave the worker a task or asked for one; 0 before the first.</summary>
    long LastAssignedPosition { get; }

    /// <summary>How many tasks the worker was given since the team's day began.</summary>
    int AssignmentsToday { get; }

    /// <summary>How long the worker has worked on tasks since the team's day began, by those that have ended.</summary>
    TimeSpan WorkToday { get; }

    /// <summary>How many units are taken.</summary>
    int Used { get; }

    /// <summary>How many units there are.</summary>
    int Capacity { get; }

    /// <summary>The tier: lower ones first.</summary>
    int Tier { get; }

    /// <summary>The level of a skill; 0 where it is not there.</summary>
    int SkillLevel(string name);
}
