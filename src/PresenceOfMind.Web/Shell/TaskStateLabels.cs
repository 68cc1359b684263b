using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Web.Shell;

/// <summary>The labels of task states on the page.</summary>
internal static class TaskStateLabels
{
    public static string GetLabel(TaskState state) => state switch
    {
        TaskState.OnHold => "on hold",
        TaskState.WrappingUp => "wrapping up",
        _ => state.ToString().ToLowerInvariant(),
    };
}
