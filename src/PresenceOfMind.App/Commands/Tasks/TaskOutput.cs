using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary>Prints tasks as the API gives them.</summary>
internal static class TaskOutput
{
    private static readonly string[] Headings = ["ID", "STATE", "WITH", "TITLE"];

    /// <summary>Prints one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Write(JsonNode task, bool json)
    {
        if (json)
        {
            Terminal.Json(task);
        }
        else
        {
            Terminal.Table(Headings, [Row(task)]);
        }
    }

    /// <summary>Prints a list of tasks.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="json">Whether as JSON, a task a line.</param>
    public static void WriteAll(JsonNode answer, bool json)
    {
        var tasks = answer["tasks"]!.AsArray().Select(task => task!).ToList();
        if (json)
        {
            tasks.ForEach(Terminal.Json);
        }
        else if (tasks.Count == 0)
        {
            Terminal.Line("No tasks. Add one: pom tasks add \"Call the customer back\"");
        }
        else
        {
            Terminal.Table(Headings, tasks.Select(Row));
        }
    }

    private static string[] Row(JsonNode task) =>
        [(string?)task["id"] ?? "", (string?)task["state"] ?? "", (string?)task["worker"] ?? "", (string?)task["title"] ?? ""];
}
