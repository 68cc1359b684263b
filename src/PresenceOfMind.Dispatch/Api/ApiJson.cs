using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>The API's answers in JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskView))]
[JsonSerializable(typeof(TaskListBody))]
[JsonSerializable(typeof(WorkerListBody))]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The newest first.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
internal sealed record TaskListBody(IReadOnlyList<TaskView> Tasks, string? Next);

/// <summary>The workers of a team.</summary>
/// <param name="Workers">In the order in which they were added.</param>
internal sealed record WorkerListBody(IReadOnlyList<WorkerView> Workers);
