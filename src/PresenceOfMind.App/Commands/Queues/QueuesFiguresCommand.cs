using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Queues;

/// <summary><c>pom queues figures</c>.</summary>
internal static class QueuesFiguresCommand
{
    public static Command Make(
        TeamOptions options) =>
            options.Look("figures", "Shows the figures of the queues: length, waits, service level.", [], async (
                api, _, json, cancellationToken) =>
    {
        var queues = (await api.GetAsync("figures", cancellationToken))["items"]!.AsArray().Select(q => q!).ToList();
        if (json)
        {
            queues.ForEach(Terminal.Json);
        }
        else
        {
            Terminal.Table([
                "QUEUE",
                "WAITING",
                "OFFERED",
                "ASSIGNED",
                "LONGEST WAIT",
                "EXPECTED WAIT",
                "ABLE",
                "SERVICE LEVEL"], queues.Select(q =>
                (string[])
                [
                    Text(q, "queue"),
                    Text(q, "waiting"),
                    Text(q, "offered"),
                    Text(q, "assigned"),
                    Seconds(q, "longestWaitSeconds"),
                    Expected(q),
                    Text(q, "able"),
                    Percent(q),
                ]));
            foreach (var queue in queues.Where(q => q["noExpectedWaitBecause"] is not null))
            {
                Terminal.Line($"{queue["queue"]}: the expected wait is not known. {queue["noExpectedWaitBecause"]}");
            }
        }
    });

    private static string Text(JsonNode queue, string member) => $"{queue[member]}";

    private static string Seconds(JsonNode queue, string member) => queue[member] is { } seconds ? $"{seconds} s" : "";

    private static string Expected(JsonNode queue) =>
        queue["noExpectedWaitBecause"] is null ? Seconds(queue, "expectedWaitSeconds") : "not known";

    private static string Percent(JsonNode queue) => queue["serviceLevelPercent"] is { } percent ? $"{percent} %" : "";
}
