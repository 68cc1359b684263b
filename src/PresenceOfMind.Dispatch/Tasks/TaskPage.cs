using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Some tasks of a team.</summary>
/// <param name="Tasks">In the order that was asked for.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record TaskPage(IReadOnlyList<TaskView> Tasks, Cursor? Next);
