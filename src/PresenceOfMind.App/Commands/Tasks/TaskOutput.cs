using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary>Prints tasks as the API gives them.</summary>
internal static class TaskOutput
{
    private static readonly string[] Headings = ["ID", "STATE", "QUEUE", "PRIORITY", "WITH", "TITLE"];

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
            Explain([task]);
        }
    }

    /// <summary>Prints a list of tasks.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="json">Whether as JSON, a task a line.</param>
    public static void WriteAll(JsonNode answer, bool json) => WriteAll(answer, "tasks", json);

    /// <summary>Prints a list of tasks.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="member">The member that holds them.</param>
    /// <param name="json">Whether as JSON, a task a line.</param>
    public static void WriteAll(JsonNode answer, string member, bool json)
    {
        var tasks = answer[member]!.AsArray().Select(task => task!).ToList();
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
            Explain(tasks);
            if (answer["next"] is not null)
            {
                Terminal.Line($"There are more: --cursor {answer["next"]}");
            }
        }
    }

    private static void Explain(IEnumerable<JsonNode> tasks)
    {
        foreach (var reason in tasks.Select(task => (string?)task["waitsBecause"]).OfType<string>().Distinct())
        {
            Terminal.Line($"waiting: {reason}");
        }
    }

    private static string With(JsonNode task) => (string?)task["workerName"]
        ?? (task["offers"]?.AsArray() is { Count: > 0 } offers ? "asked: " + string.Join(", ", offers.Select(o => (string?)o!["contact"])) : "");

    private static string[] Row(JsonNode task) =>
        [(string?)task["id"] ?? "", (string?)task["state"] ?? "", (string?)task["queue"] ?? "", $"{task["priority"]}", With(task), (string?)task["title"] ?? ""];
}
