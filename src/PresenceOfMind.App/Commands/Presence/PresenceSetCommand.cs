using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Presence;

/// <summary><c>pom presence set CONTACT STATE --for 30m</c>.</summary>
internal static class PresenceSetCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        var state = new Argument<string>("state") { Description = "AVAILABLE, BUSY, DND, AWAY, UNAVAILABLE or VACATION." };
        var duration = Text("--for", "time", "For how long it counts: 90s, 30m, 8h or 7d. Give this or --until.");
        var until = Text("--until", "time", "Until when it counts: 2026-01-31T09:00:00Z.");
        var activities = new Option<string[]>("--activity")
        {
            Description = "What the person does: on-the-phone, meeting, lunch, …. May be repeated.",
            HelpName = "name",
        };
        var note = Text("--note", "text", "A remark for people.");
        var source = Text("--source", "name", "The name of the program that says so. Default program.");
        var sequence = new Option<long?>("--sequence")
        {
            Description = "The program's number of this report; an older one is dropped.",
            HelpName = "number",
        };
        return options.Change(
            "set",
            "Says as a program what a worker's presence is, until an expiry.",
            [contact, state, duration, until, activities, note, source, sequence],
            async (api, parsed, json, cancellationToken) =>
            {
                var body = JsonBody.Create(
                    ("state", parsed.GetValue(state)!.ToUpperInvariant()),
                    ("activities", parsed.GetValue(activities) is { Length: > 0 } all ? List(all) : null),
                    ("note", parsed.GetValue(note)),
                    ("source", parsed.GetValue(source)),
                    ("sequence", parsed.GetValue(sequence)),
                    ("expiresInSeconds", Seconds(parsed.GetValue(duration), parsed.GetValue(until))),
                    ("expiresAt", parsed.GetValue(until)));
                var path = $"presence/{TeamApi.Part(parsed.GetValue(contact)!)}";
                PresenceOutput.Write((await api.SendAsync(HttpMethod.Put, path, body, cancellationToken))!, json);
            });
    }

    /// <summary>A duration in seconds; null where the expiry is a time.</summary>
    /// <exception cref="UserException">It is none, or both are given, or neither.</exception>
    internal static int? Seconds(string? duration, string? until)
    {
        if ((duration is null) == (until is null))
        {
            throw new UserException(ExitCode.Usage, "say until when this counts: either --for, as --for 30m, or --until.");
        }

        if (duration is null)
        {
            return null;
        }

        var unit = duration[^1..] switch { "s" => 1, "m" => 60, "h" => 3600, "d" => 86_400, _ => 0 };
        return unit > 0
            && int.TryParse(duration[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && count <= int.MaxValue / unit
            ? count * unit
            : throw new UserException(ExitCode.Usage, $"--for takes a number with s, m, h or d, as 30m, not \"{duration}\".");
    }

    private static JsonArray List(string[] texts) => [.. texts.Select(t => (JsonNode)t)];

    private static Option<string?> Text(string name, string shape, string help) => new(name) { Description = help, HelpName = shape };
}
