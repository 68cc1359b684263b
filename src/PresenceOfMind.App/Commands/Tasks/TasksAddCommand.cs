using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks add TITLE</c>.</summary>
internal static class TasksAddCommand
{
    public static Command Make(TeamOptions options)
    {
        var title = new Argument<string>("title") { Description = "The task's title: what is to be done." };
        var id = Text("--id", "id", "Your own id for the task. A retry with the same id adds nothing.");
        var queue = Text("--queue", "queue", "Its queue.");
        var route = Text("--route", "route", "The route that chooses its queue.");
        var channel = Text("--channel", "channel", "The kind of work: call, mail, errand, ….");
        var units = new Option<int?>("--units") { Description = "How many units of capacity it takes. Default 1.", HelpName = "number" };
        var priority = new Option<int?>("--priority")
        {
            Description = "-1000 to 1000; higher ones go first. Default 0.",
            HelpName = "number",
        };
        var skills = Texts(
            "--skill",
            "name[:level][?]",
            "A required skill, with the least level; with ? it is only wished. May be repeated.");
        var labels = Texts("--label", "key=value", "A required label. May be repeated.");
        var preferred = Texts("--prefer", "contact", "A preferred worker, who gets it first. May be repeated.");
        var excluded = Texts("--exclude", "contact", "A worker who never gets it. May be repeated.");
        var named = Texts("--named", "contact", "The only worker who may get it. May be repeated.");
        var notBefore = Text("--not-before", "time", "The time at which it enters its queue: 2026-01-31T09:00:00Z.");
        var deadline = Text("--deadline", "time", "The time at which it expires if it is not assigned.");
        var attributes = Text("--attributes", "json|@file", "A JSON object for programs and routes.");
        return options.Change(
            "add",
            "Adds a task. If an eligible worker is there, it is assigned or offered at once.",
            [
                title,
                id,
                queue,
                route,
                channel,
                units,
                priority,
                skills,
                labels,
                preferred,
                excluded,
                named,
                notBefore,
                deadline,
                attributes],
            async (api, parsed, json, cancellationToken) =>
            {
                var body = JsonBody.Create(
                    ("title", parsed.GetValue(title)),
                    ("id", parsed.GetValue(id)),
                    ("queue", parsed.GetValue(queue)),
                    ("route", parsed.GetValue(route)),
                    ("channel", parsed.GetValue(channel)),
                    ("units", parsed.GetValue(units)),
                    ("priority", parsed.GetValue(priority)),
                    ("skills", List(parsed.GetValue(skills), Skill)),
                    ("labels", List(parsed.GetValue(labels), Label)),
                    ("preferred", List(parsed.GetValue(preferred), c => c)),
                    ("excluded", List(parsed.GetValue(excluded), c => c)),
                    ("named", List(parsed.GetValue(named), c => c)),
                    ("notBefore", parsed.GetValue(notBefore)),
                    ("deadline", parsed.GetValue(deadline)),
                    ("attributes", await AttributesAsync(parsed.GetValue(attributes), cancellationToken)));
                TaskOutput.Write((await api.SendAsync(HttpMethod.Post, "tasks", body, cancellationToken))!, json);
            });
    }

    /// <summary>Attributes as they were typed, or from a file.</summary>
    /// <exception cref="UserException">They are no JSON object.</exception>
    public static async Task<JsonObject?> AttributesAsync(string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith('@'))
        {
            return await TeamApi.ReadFileAsync(text[1..], cancellationToken);
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw new UserException(ExitCode.Usage, "--attributes takes a JSON object, or @file.");
        }
        catch (JsonException e)
        {
            throw new UserException(ExitCode.Usage, $"--attributes is not valid JSON: {e.Message}", e);
        }
    }

    private static Option<string?> Text(string name, string shape, string help) => new(name) { Description = help, HelpName = shape };

    private static Option<string[]> Texts(string name, string shape, string help) => new(name) { Description = help, HelpName = shape };

    private static JsonArray? List(string[]? texts, Func<string, JsonNode> make) =>
        texts is { Length: > 0 } ? [.. texts.Select(make)] : null;

    private static JsonObject Skill(string text)
    {
        var wished = text.EndsWith('?');
        var parts = (wished ? text[..^1] : text).Split(':');
        if (parts.Length == 1)
        {
            return JsonBody.Create(("name", parts[0]), ("wished", wished));
        }

        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? JsonBody.Create(("name", parts[0]), ("level", level), ("wished", wished))
            : throw new UserException(ExitCode.Usage, $"--skill takes NAME, NAME:LEVEL or either with ? at its end, not \"{text}\".");
    }

    private static JsonObject Label(string text) => text.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? JsonBody.Create(("key", key), ("value", value))
        : throw new UserException(ExitCode.Usage, $"--label takes KEY=VALUE, not \"{text}\".");
}
