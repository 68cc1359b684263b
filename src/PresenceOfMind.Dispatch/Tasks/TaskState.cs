using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Where a task is on its way.</summary>
[JsonConverter(typeof(TaskStateJson))]
public enum TaskState
{
    /// <summary>Nobody has it yet.</summary>
    Waiting,

    /// <summary>Somebody has it.</summary>
    Assigned,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It was called off.</summary>
    Cancelled,
}
