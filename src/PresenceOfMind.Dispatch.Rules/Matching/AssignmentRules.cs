using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Offers;

namespace PresenceOfMind.Dispatch.Rules.Matching;

/// <summary>
/// Gives the first task in order that somebody able can take, to the first of those who are in the order of its queue's strategy;
/// somebody whose room was kept for it goes before.
/// </summary>
internal static class AssignmentRules
{
    /// <returns>Whether something happens.</returns>
    public static bool Follow(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        var reserved = ReservationRules.FirstTakeable(state);
        if (state.Index.FirstTakeable(reserved) is not { } task)
        {
            return false;
        }

        if (task.Queue.Settings.Mode == QueueMode.Assign && task.HasOffers)
        {
            // The queue offered when these were asked, and gives its tasks at once now.
            events.AddRange(OfferRules.WithdrawAll(task, WithdrawalCause.GivenAtOnce));
            return true;
        }

        var winner = ReferenceEquals(task, reserved) ? task.ReservedWith! : state.Index.Pick(task, at.Elapsed)!;
        events.Add(Give(state, task, winner, at));
        return true;
    }

    private static TeamEvent Give(TeamState state, TaskItem task, Worker winner, TeamTime at)
    {
        var refused = state.Index.Count(task, winners: ReferenceEquals(task.ReservedWith, winner) ? 0 : 1);
        if (ReferenceEquals(task.ReservedWith, winner))
        {
            // The index counts the winner's room as kept.
            refused = refused with { Room = refused.Room - 1 };
        }

        var queue = task.Queue;
        return queue.Settings.Mode == QueueMode.Assign
            ? new TaskAssigned(task.Id, winner.Contact, AssignmentMethod.Decided, state.ConfigurationVersion, refused)
            : new TaskOffered(
                task.Id,
                winner.Contact,
                at.Wall.AddSeconds(queue.Settings.OfferSeconds),
                task.Reach > 1 || queue.Strategy.NextReach(TimeSpan.Zero) is not null,
                state.ConfigurationVersion,
                refused);
    }
}
