using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What entries changed.</summary>
internal static class Changes
{
    /// <summary>The tasks, as they are now.</summary>
    public static IReadOnlyList<TaskRecord> Of(TeamState state, IReadOnlyList<LogEntry> entries) =>
        [.. entries.Select(e => e.Event).OfType<ITaskEvent>().Select(e => e.Id).Distinct().Select(state.Tasks.Find).OfType<TaskItem>().Select(TaskRecord.Of)];
}
