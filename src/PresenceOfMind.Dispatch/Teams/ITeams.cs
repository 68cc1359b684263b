using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// The teams of this program, for a page, an API and the program itself. What is answered is committed. Every call with a
/// team's name throws <see cref="DispatchException"/> where there is none of that name.
/// </summary>
public interface ITeams
{
    /// <summary>The names of all teams, in order.</summary>
    Task<IReadOnlyList<TeamName>> ListAsync();

    /// <summary>A team as it is now.</summary>
    Task<TeamView> GetViewAsync(TeamName team);

    /// <summary>The positions that a team's log reaches: the one it has now, then later ones, of which some may be left out.</summary>
    IAsyncEnumerable<long> WatchAsync(TeamName team, CancellationToken cancellationToken = default);

    /// <summary>Adds a task and gives it at once to who is able.</summary>
    /// <param name="team">The team.</param>
    /// <param name="task">The task.</param>
    /// <param name="key">An idempotency key of 1 to 200 printable ASCII characters; null for none.</param>
    /// <param name="origin">Who asks; null where nobody says.</param>
    /// <returns>The task after that.</returns>
    /// <exception cref="DispatchException">A member is not valid, or its id or the key came with something else before.</exception>
    Task<TaskView> AddTaskAsync(TeamName team, NewTask task, string? key = null, CommandOrigin? origin = null);

    /// <summary>Completes an assigned task, and so frees its worker.</summary>
    /// <param name="team">The team.</param>
    /// <param name="id">The task.</param>
    /// <param name="key">An idempotency key; null for none.</param>
    /// <param name="outcome">One of the queue's outcomes, where it has any; null where it has none.</param>
    /// <param name="origin">Who asks; null where nobody says.</param>
    /// <exception cref="DispatchException">There is no such task, it is not assigned, or the outcome is not one of its queue's.</exception>
    Task<TaskView> CompleteTaskAsync(TeamName team, TaskId id, string? key = null, string? outcome = null, CommandOrigin? origin = null);

    /// <summary>Cancels a task that has not ended, and so frees its worker where there is one.</summary>
    /// <param name="team">The team.</param>
    /// <param name="id">The task.</param>
    /// <param name="key">An idempotency key; null for none.</param>
    /// <param name="origin">Who asks; null where nobody says.</param>
    /// <exception cref="DispatchException">There is no such task, or it has ended.</exception>
    Task<TaskView> CancelTaskAsync(TeamName team, TaskId id, string? key = null, CommandOrigin? origin = null);

    /// <summary>Takes a task that was offered.</summary>
    /// <param name="team">The team.</param>
    /// <param name="id">The task.</param>
    /// <param name="contact">Who takes it.</param>
    /// <param name="origin">Who asks, where that is another one; null otherwise.</param>
    /// <exception cref="DispatchException">There is no such task, or it is no longer offered to this contact.</exception>
    Task<TaskView> AcceptOfferAsync(TeamName team, TaskId id, Contact contact, CommandOrigin? origin = null);

    /// <summary>Does not take a task that was offered.</summary>
    /// <param name="team">The team.</param>
    /// <param name="id">The task.</param>
    /// <param name="contact">Who does not take it.</param>
    /// <param name="reason">Why, in a line; null where nobody said.</param>
    /// <param name="origin">Who asks, where that is another one; null otherwise.</param>
    /// <exception cref="DispatchException">There is no such task, or it is no longer offered to this contact.</exception>
    Task<TaskView> DeclineOfferAsync(TeamName team, TaskId id, Contact contact, string? reason = null, CommandOrigin? origin = null);

    /// <summary>Cancels every task that has not ended, all or none.</summary>
    /// <returns>How many there were.</returns>
    Task<int> CancelOpenTasksAsync(TeamName team);

    /// <summary>A task, or null where there is none of that id.</summary>
    Task<TaskView?> FindTaskAsync(TeamName team, TaskId id);

    /// <summary>Tasks of a team, as the query sorts them.</summary>
    Task<TaskPage> ListTasksAsync(TeamName team, TaskQuery query);
}
