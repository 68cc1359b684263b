using System.Text.Json.Nodes;

namespace Faults.Dispatch;

/// <summary>What whoever added a task may rely on.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Notes">How many notes it has.</param>
/// <param name="End">How it ended; null while it is open.</param>
internal sealed record ExpectedTask(string Title, int Priority, int Notes, string? End)
{
    /// <summary>The facts that the API shows.</summary>
    public static ExpectedTask From(JsonNode task) => new(
        (string)task["title"]!,
        (int)task["priority"]!,
        task["notes"]!.AsArray().Count,
        (string)task["state"]! is "completed" or "cancelled" ? (string)task["state"]! : null);
}
