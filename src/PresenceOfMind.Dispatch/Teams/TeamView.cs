using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>A team as it is shown, at one moment.</summary>
/// <param name="Team">Its name.</param>
/// <param name="Position">The position of its log at that moment.</param>
/// <param name="WaitsBecause">Why tasks that wait, or would come in, wait; null where somebody is able.</param>
/// <param name="Workers">In the order in which they were added.</param>
/// <param name="Tasks">The open ones in the order in which they were added.</param>
/// <param name="Ended">The last ones that were completed or cancelled, the latest first, at most 20.</param>
public sealed record TeamView(
    string Team,
    long Position,
    string? WaitsBecause,
    IReadOnlyList<WorkerView> Workers,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<TaskView> Ended)
{
    internal static TeamView Of(string team, TeamState state)
    {
        var because = WaitingReason.Of(state);
        return new TeamView(
            team,
            state.Position,
            because,
            [.. state.Roster.All.Select(w => WorkerView.Of(state, w))],
            [.. state.Tasks.Open.Select(t => TaskView.Of(TaskRecord.Of(t), WaitingReason.Of(state, t)))],
            [.. state.Tasks.LastEnded.Select(t => TaskView.Of(TaskRecord.Of(t), null))]);
    }
}
