using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

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

    /// <summary>Prints all there is to know of a task, a member a line; what it lacks is left out.</summary>
    /// <param name="task">The task.</param>
    public static void WriteWhole(JsonNode task)
    {
        (string Name, string? Value)[] members =
        [
            ("id", (string?)task["id"]),
            ("title", (string?)task["title"]),
            ("state", State(task)),
            ("why", (string?)task["waitsBecause"] ?? (string?)task["endReason"]),
            ("with", With(task)),
            ("queue", (string?)task["queue"]),
            ("route", (string?)task["route"]),
            ("position", task["position"] is { } place ? $"{place}" : null),
            ("expected wait", task["expectedWaitSeconds"] is { } wait
                ? $"{wait} s"
                : task["noExpectedWaitBecause"] is { } because ? $"not known: {because}" : null),
            ("channel", $"{task["channel"]}, {task["units"]} {((int?)task["units"] == 1 ? "unit" : "units")}"),
            ("priority", $"{task["priority"]}"),
            ("skills", List(task["skills"], s => $"{s["name"]} at {s["level"]}{((bool?)s["wished"] == true ? ", wished" : "")}")),
            ("labels", List(task["labels"], l => $"{l["key"]} {l["operator"]} {l["value"]}")),
            ("preferred", List(task["preferred"], c => (string)c!)),
            ("excluded", List(task["excluded"], c => (string)c!)),
            ("named", List(task["named"], c => (string)c!)),
            ("attributes", task["attributes"] is { } attributes ? Terminal.Text(attributes) : null),
            .. ((string[])["addedAt", "startsAt", "queuedAt", "assignedAt", "completedAt", "wrapsUpUntil", "deadline", "endedAt"]).Select(
                t => (Words(t), Time(task[t]))),
            .. task["notes"]!.AsArray().Select(
                n => ("note", (string?)$"{Time(n!["at"])} {(n["by"] is { } by ? $"{by}: " : "")}{n["text"]}")),
        ];
        foreach (var (name, value) in members.Where(m => !string.IsNullOrEmpty(m.Value)))
        {
            Terminal.Line($"{name,-14} {value}");
        }
    }

    /// <summary>Prints a list of tasks.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="json">Whether as JSON, a task a line.</param>
    /// <param name="isFiltered">Whether not all tasks were asked for.</param>
    public static void WriteAll(JsonNode answer, bool json, bool isFiltered) => WriteAll(answer, "items", json, isFiltered);

    /// <summary>Prints a list of tasks.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="member">The member that holds them.</param>
    /// <param name="json">Whether as JSON, a task a line.</param>
    /// <param name="isFiltered">Whether not all tasks were asked for.</param>
    public static void WriteAll(JsonNode answer, string member, bool json, bool isFiltered = false)
    {
        var tasks = answer[member]!.AsArray().Select(task => task!).ToList();
        if (json)
        {
            tasks.ForEach(Terminal.Json);
        }
        else if (tasks.Count == 0)
        {
            Terminal.Line(isFiltered ? "No such tasks." : "No tasks. Add one: pom tasks add \"Call the customer back\"");
        }
        else
        {
            Terminal.Table(Headings, tasks.Select(Row));
            Explain(tasks);
            if (answer["next"] is not null)
            {
                Terminal.Line($"There are more tasks. For the next page, add --cursor {answer["next"]}");
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

    /// <summary>The state, and the outcome if there is one.</summary>
    private static string State(JsonNode task) =>
        task["outcome"] is { } outcome ? $"{task["state"]}: {outcome}" : (string?)task["state"] ?? "";

    private static string List(JsonNode? list, Func<JsonNode, string> word) =>
        string.Join(", ", list?.AsArray().Select(i => word(i!)) ?? []);

    private static string? Time(JsonNode? time) => time is null ? null : Terminal.Time((DateTimeOffset)time);

    /// <summary>A member's name as words: <c>addedAt</c> is "added at".</summary>
    private static string Words(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string With(JsonNode task) => (string?)task["workerName"]
        ?? (task["offers"]?.AsArray() is { Count: > 0 } offers
            ? "asked: " + string.Join(", ", offers.Select(o => (string?)o!["contact"]))
            : "");

    private static string[] Row(JsonNode task) =>
        [
            (string?)task["id"] ?? "",
            State(task),
            (string?)task["queue"] ?? "",
            $"{task["priority"]}",
            With(task),
            (string?)task["title"] ?? "",
        ];
}
