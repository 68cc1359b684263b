using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Leads;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Offers;

/// <summary>Offers end once: by an answer before the deadline, by the deadline, or withdrawn.</summary>
internal static class OfferRules
{
    public static Decision Decide(TeamState state, AcceptOffer command, TeamTime at) =>
        Answer(state, command.Id, command.Contact, command.Number, OfferEnd.Accepted, at, null);

    public static Decision Decide(TeamState state, DeclineOffer command, TeamTime at) => TaskLimits.CheckReason(command.Reason) is { } wrong
        ? wrong
        : Answer(state, command.Id, command.Contact, command.Number, OfferEnd.Declined, at, command.Reason);

    /// <summary>
    /// Until when, by the clock of now, a pair of task and worker cools down that begins to now; null for not at all. Only what the worker
    /// did begins it: a decline, a time-out of an offer to that worker alone, a return, or presence that withdrew an offer.
    /// </summary>
    public static DateTimeOffset? RestsUntil(TeamState state, TeamTime at) =>
        state.Parts.Rules.RestSeconds > 0 ? at.Wall.AddSeconds(state.Parts.Rules.RestSeconds) : null;

    /// <summary>Takes all open offers of a task back, which none of those who were asked brought about.</summary>
    public static IEnumerable<TeamEvent> WithdrawAll(TaskItem task, WithdrawnBecause because) =>
        task.Offers.Select(o => new OfferEnded(task.Id, o.Contact, o.Number, OfferEnd.Withdrawn, null, null) { Because = because });

    /// <inheritdoc cref="WithdrawAll(TaskItem, WithdrawnBecause)"/>
    public static IEnumerable<TeamEvent> WithdrawAll(TaskItem task, WithdrawalCause cause) =>
        WithdrawAll(task, new WithdrawnBecause(cause));

    /// <summary>Ends the cool-down of a pair, since a lead names the worker for the task.</summary>
    public static IEnumerable<TeamEvent> EndRest(TaskItem task, Contact contact)
    {
        if (task.HasRests && task.Rests.Any(r => r.Contact == contact))
        {
            yield return new CoolDownEnded(task.Id, contact);
        }
    }

    /// <summary>Ends the open offers of a task that somebody takes.</summary>
    public static IEnumerable<TeamEvent> EndOthers(TaskItem task, Worker taker)
    {
        foreach (var offer in task.Offers)
        {
            yield return ReferenceEquals(offer.Worker, taker)
                ? new OfferEnded(task.Id, offer.Contact, offer.Number, OfferEnd.Accepted, null, null)
                : new OfferEnded(task.Id, offer.Contact, offer.Number, OfferEnd.Withdrawn, null, null)
                {
                    Because = new WithdrawnBecause(WithdrawalCause.Taken),
                };
        }
    }

    /// <summary>
    /// Takes back the last open offer of a worker for which the worker is no longer able, for another reason than that the presence is
    /// unconfirmed.
    /// </summary>
    public static void Withdraw(TeamState state, Worker worker, TeamTime at, List<TeamEvent> events)
    {
        for (var i = worker.Offers.Count - 1; i >= 0; i--)
        {
            var offer = worker.Offers[i];
            var own = Eligibility.FirstRefusal(worker, state.Index.StatesOf(offer.Task.Channel), worker.ConfirmedIn);
            var because = own != EligibilityRule.None ? NotAble(own)
                : !state.Index.IsMatch(offer.Task, worker) ? new WithdrawnBecause(WithdrawalCause.NoCandidate)
                : !worker.HasRoom(offer.Task.Channel, offer.Task.Units, state.Parts.Channels.All, isHeld: true)
                    ? NotAble(EligibilityRule.Room)
                : null;
            if (because is not null)
            {
                var isByPresence = own is EligibilityRule.Presence or EligibilityRule.Settling && state.Roster.IsConfirmed(worker);
                events.Add(new OfferEnded(
                    offer.Task.Id,
                    worker.Contact,
                    offer.Number,
                    OfferEnd.Withdrawn,
                    null,
                    isByPresence ? RestsUntil(state, at) : null)
                {
                    Because = because,
                    Unconfirmed = !state.Roster.IsConfirmed(worker),
                });
                return;
            }
        }
    }

    private static WithdrawnBecause NotAble(EligibilityRule rule) => new(WithdrawalCause.NotAble) { Rule = rule };

    private static Decision Answer(TeamState state, TaskId id, Contact contact, long? number, OfferEnd answer, TeamTime at, string? reason)
    {
        if (state.Tasks.Find(id) is not { } task)
        {
            return TaskRefusals.NotFound(id);
        }

        var offer = number is null
            ? task.OpenOffer(contact) ?? task.PastOffers.LastOrDefault(o => o.Contact == contact)
            : task.Offers.Concat(task.PastOffers).FirstOrDefault(o => o.Number == number && o.Contact == contact);
        if (offer is null)
        {
            return new Refusal(
                RefusalKind.NotFound,
                "offer-unknown",
                $"{(FreeText.IsLine(contact.Value) ? contact : "This person")} was not asked to take task {id}.");
        }

        if (offer.End is { } end)
        {
            return end == answer ? Decision.ForTask(task) : Ended(offer, end);
        }

        if (at.Elapsed >= offer.Ends)
        {
            return Ended(offer, OfferEnd.TimedOut);
        }

        return answer == OfferEnd.Declined
            ? Decision.ForTask(task,
            [
                new OfferEnded(task.Id, offer.Contact, offer.Number, OfferEnd.Declined, reason, RestsUntil(state, at)),
                .. LeadNotificationRules.NotifyOnce(state, task, task.Need, offer.Contact, LeadNeededReason.Declined),
            ])
            : Decision.ForTask(task,
            [
                .. EndOthers(task, offer.Worker),
                new TaskAssigned(task.Id, offer.Contact, AssignmentMethod.Accepted, state.ConfigurationVersion, default),
            ]);
    }

    private static Refusal Ended(Offer offer, OfferEnd end) => Refusal.Conflict("offer-ended", end switch
    {
        OfferEnd.Accepted => $"You have already accepted task {offer.Task.Id}.",
        OfferEnd.Declined => $"You have already declined task {offer.Task.Id}.",
        OfferEnd.TimedOut => $"The offer of task {offer.Task.Id} ended at {offer.Until:u}; the answer came too late.",
        _ => $"The offer of task {offer.Task.Id} was withdrawn: {CauseWords.Of(offer) ?? "no longer able"}.",
    });
}
