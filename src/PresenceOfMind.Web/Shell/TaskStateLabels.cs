using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Web.Shell;

/// <summary>The states of tasks as people say them.</summary>
internal static class TaskStateLabels
{
    public static string GetLabel(TaskState state) => state switch
    {
        TaskState.OnHold => "on hold",
        TaskState.WrappingUp => "wrapping up",
        _ => state.ToString().ToLowerInvariant(),
    };
}
