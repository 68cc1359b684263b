using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>A team as it is shown, at one moment.</summary>
/// <param name="Team">Its name.</param>
/// <param name="Position">The position of its log at that moment.</param>
/// <param name="At">The time of that position, UTC.</param>
/// <param name="WaitsBecause">Why the first of the tasks that wait does; null where none waits.</param>
/// <param name="Workers">In the order in which they were added.</param>
/// <param name="Tasks">The open ones in the order in which they were added.</param>
/// <param name="Ended">The last ones that ended, the latest first, at most 20.</param>
public sealed record TeamView(
    TeamName Team,
    long Position,
    DateTimeOffset At,
    string? WaitsBecause,
    IReadOnlyList<WorkerView> Workers,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<TaskView> Ended)
{
    internal static TeamView From(TeamName team, TeamState state) => new(
        team,
        state.Position,
        state.At,
        state.Tasks.Waiting.FirstOrDefault() is { } first ? WaitingReasonText.Describe(state, first) : null,
        [.. state.Roster.All.Select(w => WorkerView.From(state, w))],
        [.. state.Tasks.Open.Select(t => TaskView.From(t, WaitingReasonText.Describe(state, t)))],
        [.. state.Tasks.LastEnded.Select(t => TaskView.From(t))]);
}
