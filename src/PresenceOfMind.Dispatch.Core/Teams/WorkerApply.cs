using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What events do to workers.</summary>
internal static class WorkerApply
{
    public static void Apply(TeamState state, in LogEntry entry)
    {
        switch (entry.Event)
        {
            case WorkerPut e when state.Roster.Find(e.Worker.Contact) is { } worker:
                state.Lift(worker);
                worker.Settings = e.Worker;
                worker.Leaving = false;
                ResolveCalendar(state, worker);
                state.Index.Evaluate(worker);
                state.Place(worker);
                break;
            case WorkerPut e:
                Add(state, new Worker(e.Worker, entry.Position, entry.Time));
                break;
            case WorkerRemoved e:
                Remove(state, state.Roster.Find(e.Contact)!);
                break;
            case WorkerErased:
                // The past is rewritten where it is kept; the state is read from it again.
                break;
            case IWorkerEvent { Worker: { } contact }:
                var changed = state.Roster.Find(contact)!;
                state.Lift(changed);
                Change(changed, entry);
                state.Place(changed);
                state.Agenda.MayHaveNobody |= changed.Leaving;
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }
    }

    /// <summary>Finds out which calendar holds a worker's hours.</summary>
    public static void ResolveCalendar(TeamState state, Worker worker) =>
        worker.Calendar = (worker.Settings.Calendar ?? state.Parts.Rules.Calendar) is { } name ? state.Parts.Calendars.Find(name) : null;

    private static void Add(TeamState state, Worker worker)
    {
        ResolveCalendar(state, worker);
        state.Roster.Add(worker);
        state.Index.Add(worker);
    }

    private static void Remove(TeamState state, Worker worker)
    {
        if (worker.ReservedFor is { } task)
        {
            task.ReservedWith = null;
            worker.ReservedFor = null;
            state.Index.Raise();
        }

        state.Lift(worker);
        state.Index.Remove(worker);
        state.Roster.Remove(worker);
        worker.Unschedule();
    }

    private static void Change(Worker worker, in LogEntry entry)
    {
        switch (entry.Event)
        {
            case WorkerPaused e:
                (worker.PauseReason, worker.PausedAt) = (e.Reason, entry.At);
                worker.PauseCause = PauseCauses.Read(e.Cause, e.Reason, worker.Timeouts);
                break;
            case WorkerUnpaused:
                (worker.PauseReason, worker.PauseCause, worker.PausedAt, worker.Timeouts) = (null, null, null, 0);
                break;
            case WorkerDraining:
                worker.Draining = true;
                break;
            case WorkerDrainStopped:
                worker.Draining = false;
                break;
            case WorkerLeaving:
                worker.Leaving = true;
                break;
            case WorkerSettled:
                worker.SettlesAt = null;
                break;
            case GraceEnded:
                worker.GraceEndsAt = null;
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }
    }
}
