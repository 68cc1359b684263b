using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Matching;

/// <summary>
/// A task that needs much room, and has waited long enough, keeps the room that becomes free with one worker: the one of those
/// who could take it but for room who has the most units free, of equals whoever was added first.
/// </summary>
internal static class ReservationRules
{
    /// <summary>Reserves room for the first task that wants it.</summary>
    /// <returns>Whether something happens.</returns>
    public static bool Follow(TeamState state, List<TeamEvent> events)
    {
        if (state.Tasks.WantingRoom.Count == 0)
        {
            return false;
        }

        foreach (var task in state.Tasks.WantingRoom)
        {
            if (task.ReservedWith is not null
                || task.State != TaskState.Waiting
                || state.Agenda.WasRoomSought(task, state.Index.Hope)
                || state.Index.IsTakeable(task))
            {
                continue;
            }

            if (Choose(state, task) is { } worker)
            {
                events.Add(new CapacityReserved(task.Id, worker.Contact));
                return true;
            }

            state.Agenda.SettleRoom(task, state.Index.Hope);
        }

        return false;
    }

    /// <summary>Ends the reservation with a worker who could not take the task any more, room or no room.</summary>
    public static void End(TeamState state, Worker worker, List<TeamEvent> events)
    {
        if (worker.ReservedFor is { } task && !CouldTake(state, task, worker))
        {
            events.Add(new ReservationEnded(task.Id, worker.Contact));
        }
    }

    /// <summary>The first task for which a worker's room is kept who has enough of it now; null where there is none.</summary>
    public static TaskItem? FirstTakeable(TeamState state)
    {
        if (state.Tasks.WantingRoom.Count == 0)
        {
            return null;
        }

        TaskItem? first = null;
        foreach (var task in state.Tasks.WantingRoom)
        {
            if (task is { ReservedWith: { } worker, WantsSomebody: true }
                && worker.HasRoom(task.Channel, task.Units, state.Parts.Channels.All)
                && CouldTake(state, task, worker)
                && !task.IsBlocked(worker)
                && (first is null || TaskOrder.IsBefore(task, first)))
            {
                first = task;
            }
        }

        return first;
    }

    private static Worker? Choose(TeamState state, TaskItem task)
    {
        Worker? best = null;
        foreach (var worker in state.Roster.Each)
        {
            if (worker.ReservedFor is null && CouldTake(state, task, worker) && (best is null || GoesBefore(worker, best)))
            {
                best = worker;
            }
        }

        return best;
    }

    private static bool GoesBefore(Worker worker, Worker other)
    {
        var free = (worker.Capacity - worker.Used).CompareTo(other.Capacity - other.Used);
        return free != 0 ? free > 0 : worker.Order < other.Order;
    }

    private static bool CouldTake(TeamState state, TaskItem task, Worker worker) =>
        state.Index.OwnRule(worker, task.Channel) == EligibilityRule.None
        && state.Index.IsMatch(task, worker)
        && worker.CouldHaveRoom(task.Channel, task.Units)
        && !task.IsResting(worker);
}
