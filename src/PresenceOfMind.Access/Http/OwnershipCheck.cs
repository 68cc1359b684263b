using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Http;

/// <summary>Finds out whether a subject is a worker's own, for routes and for actions of the page.</summary>
public static class OwnershipCheck
{
    /// <summary>What a worker is limited to, where the subject is the worker's own; null where it is not.</summary>
    /// <param name="facts">Answers what belongs to whom.</param>
    /// <param name="own">By what the rule tells whose the subject is.</param>
    /// <param name="team">The team.</param>
    /// <param name="task">The task of the request; null for none.</param>
    /// <param name="named">The contact of the request; null for none.</param>
    /// <param name="worker">The worker.</param>
    public static async ValueTask<OwnSubject?> FindOwnAsync(
        this ITeamFacts facts, Ownership own, string? team, string? task, string? named, string worker)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (own is Ownership.TaskInPath)
        {
            return team is not null && task is not null && await facts.FindOwnTaskAsync(team, task, worker) is { } version
                ? new OwnSubject(worker, version)
                : null;
        }

        return own is not (Ownership.None or Ownership.Handler) && named is not null && facts.Normalize(named) == worker
            ? new OwnSubject(worker, null)
            : null;
    }
}
