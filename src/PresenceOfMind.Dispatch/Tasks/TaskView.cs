using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Api;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task as it is shown.</summary>
/// <param name="Id">Unique in the team.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Attributes">A JSON object for programs; null for none.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="Worker">The contact of who has it, or had it when it ended; null for nobody.</param>
/// <param name="WorkerName">That person's name when the task was given; null for nobody.</param>
/// <param name="AddedAt">When it was added, UTC.</param>
/// <param name="AssignedAt">When it was given, UTC; null where it never was.</param>
/// <param name="EndedAt">When it was completed or cancelled, UTC; null while it is open.</param>
/// <param name="WaitsBecause">Why it waits, in words; null where it does not wait.</param>
/// <param name="Version">The position in the team's log of the last event that changed it.</param>
public sealed record TaskView(
    string Id,
    string Title,
    [property: JsonConverter(typeof(RawJson))] string? Attributes,
    TaskState State,
    string? Worker,
    string? WorkerName,
    DateTimeOffset AddedAt,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? EndedAt,
    string? WaitsBecause,
    long Version)
{
    internal static TaskView Of(TaskRecord task, string? waitsBecause) => new(
        task.Id,
        task.Title,
        task.Attributes,
        task.State,
        task.Worker,
        task.WorkerName,
        task.AddedAt,
        task.AssignedAt,
        task.EndedAt,
        task.State is TaskState.Waiting or TaskState.Offered or TaskState.Scheduled ? waitsBecause : null,
        task.Version);
}
