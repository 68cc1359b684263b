using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What events do to offers.</summary>
internal static class OfferApply
{
    /// <summary>How many ended offers of a task are remembered, for answers that come again.</summary>
    private const int PastKept = 50;

    public static void Apply(TeamState state, TaskOffered e, in LogEntry entry)
    {
        var task = state.Tasks.Find(e.Id)!;
        var worker = state.Roster.Find(e.Contact)!;
        var offer = new Offer(entry.Position, task, worker, entry.Time, e.Until, e.Several);
        state.Tasks.Lift(task);
        task.OfferList.Add(offer);
        if (task.Offers.Count > 1)
        {
            task.OfferList.ForEach(o => o.WithOthers = true);
        }

        task.State = TaskState.Offered;
        if (task.AskedAt is null)
        {
            task.AskedAt = entry.Time.Elapsed;
            task.ReachesAt = TaskApply.NextReach(task, entry.Time.Elapsed);
        }

        task.Version = entry.Position;
        state.Lift(worker);
        worker.OfferList.Add(offer);
        worker.Hold(task.Channel, task.Units);
        worker.LastAssignedPosition = entry.Position;
        state.Place(worker);
        state.Tasks.Place(task);
    }

    public static void Apply(TeamState state, OfferEnded e, in LogEntry entry)
    {
        var task = state.Tasks.Find(e.Id)!;
        var offer = task.OfferList.Find(o => o.Number == e.Number)!;
        var worker = offer.Worker;
        state.Tasks.Lift(task);
        (offer.End, offer.EndedAt, offer.Reason, offer.Because) = (e.How, entry.At, e.Reason, e.Because);
        task.OfferList.Remove(offer);
        task.PastOfferList.Add(offer);
        if (task.PastOffers.Count > PastKept)
        {
            task.PastOfferList.RemoveAt(0);
        }

        if (e.How == OfferEnd.TimedOut && offer.WithOthers && !task.Unanswered.Contains(e.Contact))
        {
            task.Unanswered = [.. task.Unanswered, e.Contact];
        }

        if (task.Offers.Count == 0)
        {
            task.State = TaskState.Waiting;
            (task.AskedAt, task.ReachesAt, task.Reach) = (null, null, TaskApply.FirstReach(task));
        }

        if (e.RestsUntil is { } until)
        {
            TaskApply.Rest(task, e.Contact, entry.Time.ElapsedAt(until));
        }

        task.Version = entry.Position;
        state.Lift(worker);
        worker.OfferList.Remove(offer);
        worker.Release(task.Channel, task.Units);
        worker.Timeouts = e.How switch
        {
            OfferEnd.TimedOut when !offer.Several && !e.Unconfirmed => worker.Timeouts + 1,
            OfferEnd.Accepted or OfferEnd.Declined => 0,
            _ => worker.Timeouts,
        };
        state.Place(worker);
        state.Agenda.Doubt(worker);
        state.Tasks.Place(task);
    }
}
