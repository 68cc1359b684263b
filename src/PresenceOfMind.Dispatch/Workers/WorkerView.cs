using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>A person of a team as it is shown.</summary>
/// <param name="Contact">The contact: <c>user@domain</c> in small letters.</param>
/// <param name="Name">For people.</param>
/// <param name="Presence">What was last told of the person.</param>
/// <param name="PresenceSince">Since when, UTC.</param>
/// <param name="Confirmed">Whether that still counts: told since the team was loaded and since the source was last lost.</param>
/// <param name="Able">Whether the person would get the next task, or stands in line for it.</param>
/// <param name="NotAbleBecause">Why not, in words; null where the person is able.</param>
/// <param name="Task">The id of the task that the person has; null for none.</param>
/// <param name="TaskTitle">That task's title; null for none.</param>
/// <param name="IdleSince">When the person's last assignment ended, or when the person was added, UTC.</param>
/// <param name="Draining">Whether the person finishes what is there and then leaves the team.</param>
public sealed record WorkerView(
    string Contact,
    string Name,
    [property: JsonConverter(typeof(PresenceStateJson))] PresenceState Presence,
    DateTimeOffset PresenceSince,
    bool Confirmed,
    bool Able,
    string? NotAbleBecause,
    string? Task,
    string? TaskTitle,
    DateTimeOffset IdleSince,
    bool Draining)
{
    internal static WorkerView Of(TeamState state, Worker worker) => new(
        worker.Contact,
        worker.Name,
        worker.State,
        worker.StateSince,
        state.Roster.IsConfirmed(worker),
        worker.IsListed,
        Reason(state, worker),
        worker.Tasks.Count > 0 ? worker.Tasks[0].Id : null,
        worker.Tasks.Count > 0 ? worker.Tasks[0].Title : null,
        worker.IdleSince,
        worker.Draining || worker.Leaving);

    private static string? Reason(TeamState state, Worker worker)
    {
        if (worker.IsListed)
        {
            return null;
        }

        var rule = Ability.FirstRefusal(worker, state.Index.AnyStates, state.Roster.Confirmation);
        return rule switch
        {
            AbilityRule.Unconfirmed => $"The presence is not confirmed: {state.UnconfirmedBecause}.",
            AbilityRule.Presence => $"{worker.State.ToWire()} takes no work.",
            AbilityRule.Settling => "Became available only just now.",
            AbilityRule.Paused => $"Paused: {worker.PauseReason}.",
            AbilityRule.Draining => worker.Leaving ? "Is leaving the team." : "Takes no more work.",
            AbilityRule.Closed => "Not within working hours.",
            _ => worker.Tasks.Count > 0 ? "Has a task already." : "Has no room.",
        };
    }
}
