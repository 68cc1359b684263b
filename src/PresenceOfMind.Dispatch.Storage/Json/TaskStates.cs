using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>The spelling of task states in the API and the tables: small letters.</summary>
internal static class TaskStates
{
    private static readonly string[] Texts = [.. Enum.GetValues<TaskState>().Select(s => Spelling.Kebab(s))];

    public static IReadOnlyList<TaskState> All { get; } = Enum.GetValues<TaskState>();

    public static string ToText(TaskState state) => Texts[(int)state];

    public static bool TryParse(string text, out TaskState state)
    {
        var index = Array.IndexOf(Texts, text);
        state = (TaskState)Math.Max(index, 0);
        return index >= 0;
    }
}
