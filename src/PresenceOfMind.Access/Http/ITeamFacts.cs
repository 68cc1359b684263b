namespace PresenceOfMind.Access.Http;

/// <summary>What access control asks of the dispatcher. The host answers it, since a role knows no tasks.</summary>
public interface ITeamFacts
{
    /// <summary>The only team of some; null where there is none, or where there are several.</summary>
    /// <param name="among">Which teams count.</param>
    Task<string?> FindOnlyTeamAsync(Predicate<string> among);

    /// <summary>Finds a task that is a worker's own: assigned, offered, or in wrap-up with that worker.</summary>
    /// <param name="team">The team.</param>
    /// <param name="task">The task's id.</param>
    /// <param name="worker">The worker's contact.</param>
    /// <returns>The version of the task; null where it is not the worker's own, or where there is no such task or team.</returns>
    Task<long?> FindOwnTaskAsync(string team, string task, string worker);

    /// <summary>A contact in the form in which contacts are compared.</summary>
    /// <param name="contact">The contact as a request names it.</param>
    string Normalize(string contact);
}
