using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>A task that rests with its worker takes no room; to go on with it, there must be room again.</summary>
internal static class HoldRules
{
    public static Decision Decide(TeamState state, HoldTask command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        { State: TaskState.Assigned } task => Decision.ForTask(task, new TaskHeld(task.Id, task.WorkerContact!.Value)),
        var task => TaskRefusals.WrongState(task, "only an assigned task can be held"),
    };

    public static Decision Decide(TeamState state, ResumeTask command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        { State: TaskState.OnHold, Worker: { } worker } task => worker.HasRoom(task.Channel, task.Units, state.Parts.Channels.All)
            ? Decision.ForTask(task, new TaskResumed(task.Id, worker.Contact))
            : TaskRefusals.NoRoom(task, worker.Name),
        var task => TaskRefusals.WrongState(task, "only a task on hold can be resumed"),
    };
}
