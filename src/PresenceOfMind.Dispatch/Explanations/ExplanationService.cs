using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Explanations;

/// <summary>Explains decisions: what is now by the team itself, what was by a replay of its log.</summary>
internal sealed class ExplanationService(TeamsService teams, HistoryService history) : IExplanations
{
    /// <summary>How many of a task's last offers are looked through for the one that was accepted.</summary>
    private const int MostOffers = 200;

    private static readonly string[] Ending = ["task.expired", "task.cancelled"];

    private static readonly string[] Giving = ["task.assigned", "task.offered"];

    /// <inheritdoc/>
    public Task<TaskExplanation> ExplainTaskAsync(TeamName team, TaskId id) => ExplainTaskAsync(team, id, null);

    /// <inheritdoc/>
    public Task<WorkerExplanation> ExplainWorkerAsync(TeamName team, Contact contact) => ExplainWorkerAsync(team, contact, null);

    /// <summary>Why a task waits, or why it went to whom it went to.</summary>
    /// <exception cref="DispatchException">There is no such task, or that far back only a snapshot stands for the log.</exception>
    public async Task<TaskExplanation> ExplainTaskAsync(TeamName team, TaskId id, HistoryMoment? moment)
    {
        if (moment is null && await teams.ExplainWaitingAsync(team, id) is { } waits)
        {
            return waits;
        }

        TaskState now;
        long position;
        if (moment is { } then)
        {
            var state = await history.AtAsync(team, then);
            var task = state.Tasks.Find(id);
            if (task is { Worker: null, IsOpen: true, State: not TaskState.Offered })
            {
                return ExplanationBuilder.Waiting(state, task);
            }

            now = task?.State ?? teams.FindEnded(team, id, state.Position)?.State ?? throw new DispatchException(TaskRefusals.NotFound(id));
            position = state.Position;
        }
        else
        {
            var task = await teams.FindTaskAsync(team, id) ?? throw new DispatchException(TaskRefusals.NotFound(id));
            (now, position) = (task.State, long.MaxValue);
        }

        return await GivenAsync(team, id, now, position);
    }

    /// <summary>Why a worker gets work, or none.</summary>
    /// <exception cref="DispatchException">The team has no such worker. GET /workers for the list.</exception>
    public async Task<WorkerExplanation> ExplainWorkerAsync(TeamName team, Contact contact, HistoryMoment? moment)
    {
        var explanation = moment is not { } then
            ? await teams.ExplainWorkerAsync(team, contact)
            : await history.AtAsync(team, then) is var state && state.Roster.Find(contact) is { } worker
                ? ExplanationBuilder.ExplainWorker(state, worker)
                : null;
        return explanation
            ?? throw new DispatchException(
                new Refusal(RefusalKind.NotFound, "worker-unknown", "The team has no such worker. GET /workers for the list."));
    }

    /// <summary>Looks at the team just before a task ended that nobody ever got; null where it has not ended.</summary>
    private async Task<TaskExplanation?> NeverGivenAsync(TeamName team, TaskId id, TaskState now, long until)
    {
        var rows = await teams.ListEventsAsync(
            team,
            new EventQuery { Filter = EventFilter.ForTask(id, Ending), Until = until, Descending = true, Limit = 1 });
        if (rows is not [var row])
        {
            return null;
        }

        var before = await history.AtAsync(team, new HistoryMoment(row.Position - 1, null));
        var waited = ExplanationBuilder.Waiting(before, before.Tasks.Find(id)!);
        return waited with
        {
            State = now,
            Summary = $"No worker got it before it {(now == TaskState.Expired ? "expired" : "was cancelled")}. Just before that: "
                + $"{waited.Summary}",
        };
    }

    /// <summary>Looks at the team just before the task was last given.</summary>
    private async Task<TaskExplanation> GivenAsync(TeamName team, TaskId id, TaskState now, long until)
    {
        var rows = await teams.ListEventsAsync(
            team,
            new EventQuery { Filter = EventFilter.ForTask(id, Giving), Until = until, Descending = true, Limit = MostOffers });
        var found = rows.Select(EventRows.Parse).ToList();

        // Who accepted was chosen when the offer was made.
        var accepted = found is [{ Event: TaskAssigned { How: AssignmentMethod.Accepted } e }, ..] ? e.Contact : (Contact?)null;
        var given = found.FirstOrDefault(f => f.Event is TaskAssigned { How: not AssignmentMethod.Accepted }
            || (f.Event is TaskOffered offer && (accepted is null || offer.Contact == accepted)));
        if (given.Event is null && await NeverGivenAsync(team, id, now, until) is { } ended)
        {
            return ended;
        }

        if (given.Event is null)
        {
            history.RequireWhole(team, id);
            throw new DispatchException(new Refusal(
                RefusalKind.NotFound,
                "never-given",
                $"Task {id} is {TaskStates.ToText(now)}, and no worker was ever asked to take it, as far as the log is stored."));
        }

        var before = await history.AtAsync(team, new HistoryMoment(given.Position - 1, null));
        return ExplanationBuilder.Given(before, now, given);
    }
}
