using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>The spelling of task states in the API and the tables: small letters.</summary>
internal static class TaskStates
{
    private static readonly string[] Texts = [.. Enum.GetNames<TaskState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    public static IReadOnlyList<TaskState> All { get; } = Enum.GetValues<TaskState>();

    public static string ToText(TaskState state) => Texts[(int)state];

    public static bool TryParse(string text, out TaskState state)
    {
        var index = Array.IndexOf(Texts, text);
        state = (TaskState)Math.Max(index, 0);
        return index >= 0;
    }
}

/// <summary>Writes and reads states by their spelling.</summary>
internal sealed class TaskStateJson : JsonConverter<TaskState>
{
    public override TaskState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TaskStates.TryParse(reader.GetString() ?? "", out var state) ? state : throw new JsonException("This is no state of a task.");

    public override void Write(Utf8JsonWriter writer, TaskState value, JsonSerializerOptions options) => writer.WriteStringValue(TaskStates.ToText(value));
}
