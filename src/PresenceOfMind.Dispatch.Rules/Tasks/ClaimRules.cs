using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>
/// A person takes a waiting task of their own choice, where the queue allows it and the person is able; a lead gives one by force, where
/// there is room.
/// </summary>
internal static class ClaimRules
{
    public static Decision Decide(TeamState state, ClaimTask command)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (state.Roster.Find(command.Contact) is not { } worker)
        {
            return TaskRefusals.NoWorker(command.Contact);
        }

        if (!task.Queue.Settings.Claim)
        {
            return Refusal.Conflict(
                "claim-not-allowed",
                $"Queue {task.Queue.Name} does not allow claims; set claim to true, or assign the task.");
        }

        if (!task.IsWaiting)
        {
            return TaskRefusals.WrongState(task, "only a waiting task can be claimed");
        }

        // Whoever is asked already is able; the room is held by the offer.
        var rule = task.OpenOffer(worker.Contact) is not null ? EligibilityRule.None : state.Index.FirstRefusal(task, worker);
        if (rule is null)
        {
            return Refusal.Conflict("not-able", $"Queue {task.Queue.Name} does not select {worker.Name}.", "worker");
        }

        if (rule != EligibilityRule.None)
        {
            return Refusal.Conflict(
                "not-able",
                $"{worker.Name} cannot take task {task.Id} now: {TaskRefusals.Because(rule.Value)}.",
                "worker");
        }

        return Decision.ForTask(task,
        [
            .. OfferRules.EndOthers(task, worker),
            new TaskAssigned(task.Id, worker.Contact, AssignmentMethod.Claimed, state.ConfigurationVersion, default),
        ]);
    }

    public static Decision Decide(TeamState state, AssignTask command)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (state.Roster.Find(command.Contact) is not { Leaving: false } worker)
        {
            return TaskRefusals.NoWorker(command.Contact);
        }

        if (!task.IsOpen || task.State == TaskState.WrappingUp)
        {
            return TaskRefusals.WrongState(task, "only a task that is not done can be assigned");
        }

        if (ReferenceEquals(task.Worker, worker))
        {
            return Refusal.Conflict("worker-has-it", $"{worker.Name} has task {task.Id} already.", "worker");
        }

        if (task.OpenOffer(worker.Contact) is null && !worker.HasRoom(task.Channel, task.Units, state.Parts.Channels.All))
        {
            return TaskRefusals.NoRoom(task, worker.Name);
        }

        var events = new List<TeamEvent>(OfferRules.EndOthers(task, worker));
        events.AddRange(OfferRules.EndRest(task, worker.Contact));
        if (task.Worker is not null || task.State == TaskState.Scheduled)
        {
            events.Add(new TaskQueued(task.Id, task.Worker is null ? QueuedReason.Started : QueuedReason.Transferred, task.Need, task.Aged)
            {
                Contact = task.Worker?.Contact,
            });
        }

        events.Add(new TaskAssigned(task.Id, worker.Contact, AssignmentMethod.Forced, state.ConfigurationVersion, default));
        return Decision.ForTask(task, events);
    }
}
