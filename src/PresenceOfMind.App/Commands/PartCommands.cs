using System.CommandLine;
using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands;

/// <summary>The commands about parts of a team's configuration that have names: list, show, put and remove.</summary>
/// <param name="options">The options.</param>
/// <param name="path">Where they are: <c>queues</c>.</param>
/// <param name="word">What one is called: <c>queue</c>.</param>
/// <param name="key">The member that names it.</param>
internal sealed class PartCommands(TeamOptions options, string path, string word, string key)
{
    public Command MakeList(params (string Heading, Func<JsonNode, string> Cell)[] columns) => options.Look("list", $"Lists the team's {path}.", [], async (api, _, json, ct) =>
    {
        var items = (await api.GetAsync(path, ct))["items"]!.AsArray().Select(i => i!).ToList();
        if (json)
        {
            items.ForEach(Terminal.Json);
        }
        else if (items.Count == 0)
        {
            Terminal.Line($"No {path}.");
        }
        else
        {
            Terminal.Table([.. columns.Select(c => c.Heading)], items.Select(i => (string[])[.. columns.Select(c => c.Cell(i))]));
        }
    });

    public Command MakeShow()
    {
        var name = Name();
        return options.Look("show", $"Shows a {word}, as put takes it.", [name], async (api, parsed, _, ct) =>
            Terminal.Json(await api.GetAsync($"{path}/{TeamApi.Part(parsed.GetValue(name)!)}", ct)));
    }

    public Command MakePut()
    {
        var file = new Argument<string>("file") { Description = $"The {word} in JSON; - reads it from the standard input." };
        return options.Change("put", $"Adds a {word}, or changes it, from a file.", [file], async (api, parsed, json, ct) =>
        {
            var body = await TeamApi.ReadFileAsync(parsed.GetValue(file)!, ct);
            var name = body[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text
                : throw new UserException(ExitCode.Usage, $"{parsed.GetValue(file)} lacks the member {key}.");
            var answer = (await api.SendAsync(HttpMethod.Put, $"{path}/{TeamApi.Part(name)}", body, ct))!;
            if (json)
            {
                Terminal.Json(answer);
            }
            else
            {
                Terminal.Line($"{word} {name} is kept.");
            }
        });
    }

    public Command MakeRemove()
    {
        var name = Name();
        var drain = new Option<bool>("--drain") { Description = "What is there is finished first." };
        return options.Change("remove", $"Removes a {word}.", [name, drain], async (api, parsed, _, ct) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"{path}/{TeamApi.Part(parsed.GetValue(name)!)}{(parsed.GetValue(drain) ? "?drain=true" : "")}", null, ct);
            Terminal.Line($"{word} {parsed.GetValue(name)} {(parsed.GetValue(drain) ? "goes when nothing is left to finish" : "is removed")}.");
        });
    }

    public Argument<string> Name() => new(key) { Description = $"The {word}'s {key}." };
}
