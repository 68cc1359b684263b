using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Matching;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Presence;
using PresenceOfMind.Dispatch.Rules.Tasks;

namespace PresenceOfMind.Dispatch.Rules.Workers;

/// <summary>What happens to a worker when something falls due, and what follows when nothing is left to finish.</summary>
internal static class WorkerDueRules
{
    public static void Follow(TeamState state, Worker worker, TeamTime at, List<TeamEvent> events)
    {
        if (ProgramPresenceRules.Expire(worker, at, events))
        {
            return;
        }

        if (worker.SettlesAt == worker.NextDue)
        {
            events.Add(new WorkerSettled(worker.Contact));
            return;
        }

        events.Add(new GraceEnded(worker.Contact));
        foreach (var task in worker.Tasks)
        {
            if (task.State is TaskState.Assigned or TaskState.OnHold)
            {
                events.AddRange(ReturnRules.Return(state, task, QueuedReason.TakenBack, null, at));
            }
        }
    }

    /// <summary>Looks at workers who may be able no more, or may leave.</summary>
    /// <returns>Whether something happens.</returns>
    public static bool Doubts(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        while (state.Agenda.Doubtful is { } worker)
        {
            OfferRules.Withdraw(state, worker, at, events);
            ReservationRules.End(state, worker, events);
            if (events.Count == 0 && worker is { Leaving: true, HasLiveWork: false })
            {
                events.Add(new WorkerRemoved(worker.Contact));
            }

            if (events.Count > 0)
            {
                return true;
            }

            state.Agenda.Settle(worker);
        }

        return false;
    }
}
