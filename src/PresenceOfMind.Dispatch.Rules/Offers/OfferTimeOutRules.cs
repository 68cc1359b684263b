using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Leads;

namespace PresenceOfMind.Dispatch.Rules.Offers;

/// <summary>
/// What happens when nobody answers an offer by its deadline: it ends, the pair cools down, the lead hears of it, and after so many
/// time-outs in a row the worker pauses.
/// </summary>
internal static class OfferTimeOutRules
{
    public static void Follow(TeamState state, TaskItem task, TeamTime at, List<TeamEvent> events)
    {
        var offer = task.Offers.Where(o => o.Ends <= at.Elapsed).MinBy(o => o.Ends)!;
        if (!state.Roster.IsConfirmed(offer.Worker) || EndedInStandstill(state, offer))
        {
            // The process was down or stood still, or the source is lost: nobody knows whether the person could have answered.
            events.Add(new OfferEnded(task.Id, offer.Contact, offer.Number, OfferEnd.TimedOut, null, null) { Unconfirmed = true });
            return;
        }

        var coolsDownUntil = offer.WithOthers ? null : OfferRules.RestsUntil(state, at);
        events.Add(new OfferEnded(task.Id, offer.Contact, offer.Number, OfferEnd.TimedOut, null, coolsDownUntil));
        events.AddRange(LeadNotificationRules.NotifyOnce(state, task, task.Need, offer.Contact, LeadNeededReason.TimedOut));
        if (IsPauseDue(state, offer))
        {
            events.Add(new WorkerPaused(offer.Contact, null, PauseCause.NoAnswer));
        }
    }

    // A program may vouch for the presence all the while; the person could not answer all the same.
    private static bool EndedInStandstill(TeamState state, Offer offer) =>
        state.UnconfirmedCause is UnconfirmedCause.Loaded or UnconfirmedCause.StoodStill && offer.Ends <= state.UnconfirmedSince;

    // An offer to several does not count: nobody then had to answer alone.
    private static bool IsPauseDue(TeamState state, Offer offer)
    {
        var most = state.Parts.Rules.PauseAfterTimeouts;
        return !offer.Several && most > 0 && offer.Worker.Timeouts + 1 >= most && !offer.Worker.IsPaused;
    }
}
