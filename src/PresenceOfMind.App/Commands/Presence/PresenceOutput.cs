using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Presence;

/// <summary>Prints the presence of a worker as the API gives it.</summary>
internal static class PresenceOutput
{
    /// <summary>The columns of a table: a row for each worker, and one below for each source.</summary>
    public static string[] Headings { get; } = ["CONTACT", "PRESENCE", "SINCE", "UNTIL", "SOURCE", "NOTE"];

    /// <summary>The rows of a worker.</summary>
    public static IEnumerable<string[]> Rows(JsonNode worker) =>
    [
        [
            Text(worker, "contact"),
            Text(worker, "presence"),
            Text(worker, "presenceSince"),
            "",
            Text(worker, "decidedBy"),
            (string?)worker["unconfirmedBecause"] is { } because ? $"not confirmed: {because}" : "",
        ],
        .. worker["sources"]!.AsArray().Select(s => (string[])
        [
            "",
            Text(s!, "state"),
            Text(s!, "since"),
            Text(s!, "until"),
            Text(s!, "source"),
            string.Join(", ", s!["activities"]!.AsArray().Select(a => (string)a!).Append(Text(s, "note")).Where(t => t.Length > 0)),
        ]),
    ];

    /// <summary>Says what became of a report.</summary>
    /// <param name="answer">The API's answer.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Write(JsonNode answer, bool json)
    {
        if (json)
        {
            Terminal.Json(answer);
            return;
        }

        var worker = answer["presence"]!;
        var dropped = (string?)answer["outcome"] == "dropped" ? " Dropped: the source has said something newer." : "";
        Terminal.Line((bool?)worker["confirmed"] == true
            ? $"{worker["contact"]} is {worker["presence"]}, as {worker["decidedBy"]} says.{dropped}"
            : $"{worker["contact"]} has no confirmed presence: {worker["unconfirmedBecause"]}.{dropped}");
    }

    private static string Text(JsonNode node, string member) => $"{node[member]}";
}
