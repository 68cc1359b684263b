using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Explanations;

/// <summary>Why tasks go to whom they go, and why people get what they get, for a page and the program itself.</summary>
public interface IExplanations
{
    /// <summary>Why a task waits, or why it went to whom it went to.</summary>
    /// <param name="team">The team.</param>
    /// <param name="id">The task.</param>
    /// <exception cref="DispatchException">
    /// There is no such team or task, nobody was ever asked to take it, or that far back only a snapshot stands for the log.
    /// </exception>
    Task<TaskExplanation> ExplainTaskAsync(TeamName team, TaskId id);

    /// <summary>Why a worker gets work now, or none.</summary>
    /// <param name="team">The team.</param>
    /// <param name="contact">The worker's contact.</param>
    /// <exception cref="DispatchException">There is no such team, or it has no such worker.</exception>
    Task<WorkerExplanation> ExplainWorkerAsync(TeamName team, Contact contact);
}
