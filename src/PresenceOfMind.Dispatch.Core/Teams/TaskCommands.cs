using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>A command about one task.</summary>
/// <param name="Id">The task.</param>
public abstract record TaskCommand(TaskId Id) : TeamCommand;

/// <summary>Adds a task.</summary>
/// <param name="Id">Its own id; null to get one.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Attributes">A JSON object; null for none.</param>
public sealed record AddTask(TaskId? Id, string Title, string? Attributes) : TeamCommand
{
    /// <summary>What it asks for.</summary>
    public TaskSpec Spec { get; init; } = TaskSpec.Plain;
}

/// <summary>A person takes a task that was offered.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who.</param>
/// <param name="Number">The offer; null for that person's last one.</param>
public sealed record AcceptOffer(TaskId Id, Contact Contact, long? Number = null) : TaskCommand(Id);

/// <summary>A person does not take a task that was offered.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who.</param>
/// <param name="Reason">Why; null where nobody said.</param>
/// <param name="Number">The offer; null for that person's last one.</param>
public sealed record DeclineOffer(TaskId Id, Contact Contact, string? Reason = null, long? Number = null) : TaskCommand(Id);

/// <summary>Says that an assigned task is done.</summary>
/// <param name="Id">The task.</param>
/// <param name="Outcome">One of the queue's outcomes, where it has any.</param>
/// <param name="Note">A note; null for none.</param>
public sealed record CompleteTask(TaskId Id, string? Outcome = null, string? Note = null) : TaskCommand(Id);

/// <summary>Ends the wrap-up of a task before its time.</summary>
public sealed record FinishWrapUp(TaskId Id) : TaskCommand(Id);

/// <summary>Puts a task on hold: it stays with its worker and takes no capacity.</summary>
public sealed record HoldTask(TaskId Id) : TaskCommand(Id);

/// <summary>Resumes a task that is on hold.</summary>
public sealed record ResumeTask(TaskId Id) : TaskCommand(Id);

/// <summary>Gives a task to another worker or queue.</summary>
/// <param name="Id">The task.</param>
/// <param name="Worker">The only one who may take it from now on; null for a queue.</param>
/// <param name="Queue">The queue that it goes to; null to stay in its own.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record TransferTask(TaskId Id, Contact? Worker = null, QueueName? Queue = null, string? Reason = null) : TaskCommand(Id);

/// <summary>Gives a task back to its queue.</summary>
public sealed record ReturnTask(TaskId Id, string? Reason = null) : TaskCommand(Id);

/// <summary>A worker claims a waiting task.</summary>
public sealed record ClaimTask(TaskId Id, Contact Contact) : TaskCommand(Id);

/// <summary>Assigns a task to a worker, eligible or not, if there is free capacity.</summary>
public sealed record AssignTask(TaskId Id, Contact Contact) : TaskCommand(Id);

/// <summary>Brings a completed task back; its former worker is asked first.</summary>
public sealed record ReopenTask(TaskId Id, string? Reason = null) : TaskCommand(Id);

/// <summary>Writes a note.</summary>
public sealed record AddNote(TaskId Id, string Text) : TaskCommand(Id);

/// <summary>Changes a task that has not ended. While it waits it is routed anew.</summary>
/// <param name="Id">The task.</param>
/// <param name="Title">The new title; null to leave it.</param>
/// <param name="Attributes">A JSON merge patch (RFC 7396) for the attributes; null to leave them.</param>
/// <param name="Priority">The new priority; null to leave it.</param>
public sealed record ChangeTask(TaskId Id, string? Title = null, string? Attributes = null, int? Priority = null) : TaskCommand(Id);

/// <summary>Cancels a task that is not done.</summary>
public sealed record CancelTask(TaskId Id, string? Reason = null) : TaskCommand(Id);

/// <summary>Cancels every task that is not done, and ends every wrap-up.</summary>
public sealed record CancelOpenTasks(string? Reason = null) : TeamCommand;
