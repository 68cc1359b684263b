using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands;

/// <summary>The commands about parts of a team's configuration that have names: list, show, put and remove.</summary>
/// <param name="options">The options.</param>
/// <param name="path">Where they are: <c>queues</c>.</param>
/// <param name="word">What one is called: <c>queue</c>.</param>
/// <param name="key">The member that names it.</param>
internal sealed class TeamPartCommands(TeamOptions options, string path, string word, string key)
{
    /// <summary>Whether they are listed page by page.</summary>
    public bool IsPaged { get; init; }

    /// <summary>What one looks like where it is shown, for people.</summary>
    public string Shown { get; init; } = "as put takes it";

    public Command MakeList(params (string Heading, Func<JsonNode, string> Cell)[] columns) =>
        options.Look("list", $"Lists the team's {path}.", [], async (api, _, json, cancellationToken) =>
    {
        var items = IsPaged
            ? await api.PagesAsync(path, cancellationToken).SelectMany(page => page).ToListAsync(cancellationToken)
            : TeamApi.Items(await api.GetAsync(path, cancellationToken));

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
        return options.Look("show", $"Shows a {word}, {Shown}.", [name], async (api, parsed, _, cancellationToken) =>
            Terminal.Json(await api.GetAsync($"{path}/{TeamApi.Part(parsed.GetValue(name)!)}", cancellationToken)));
    }

    /// <summary>Makes the command that adds or changes one.</summary>
    /// <param name="texts">Options that put the text of another file into a member of the body.</param>
    public Command MakePut(params (Option<string?> Option, string Member)[] texts)
    {
        var file = new Argument<string>("file") { Description = $"The {word} in JSON; - reads it from the standard input." };
        return options.Change("put", $"Adds a {word}, or changes it, from a file.", [file, .. texts.Select(t => t.Option)], async (
            api, parsed, json, cancellationToken) =>
        {
            var body = await TeamApi.ReadFileAsync(parsed.GetValue(file)!, cancellationToken);
            foreach (var (option, member) in texts)
            {
                if (parsed.GetValue(option) is { } other)
                {
                    body[member] = await TeamApi.ReadTextAsync(other, cancellationToken);
                }
            }

            var name = body[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text
                : throw new UserException(ExitCode.Usage, $"{parsed.GetValue(file)} lacks the member {key}.");
            var answer = (await SendAsync(api, $"{path}/{TeamApi.Part(name)}", body, FilesOf(parsed, texts), cancellationToken))!;
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

    private static List<(string Member, string File)> FilesOf(ParseResult parsed, (Option<string?> Option, string Member)[] texts) =>
        [.. texts.Where(t => parsed.GetValue(t.Option) is not null).Select(
            t => (t.Member, $"{t.Option.Name} {parsed.GetValue(t.Option)}"))];

    /// <summary>A refusal of a member that came from a file of its own names the file.</summary>
    private static async Task<JsonNode?> SendAsync(
        TeamApi api, string path, JsonObject body, List<(string Member, string File)> files, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync(HttpMethod.Put, path, body, cancellationToken);
        }
        catch (UserException e) when (files.Find(f => e.Message.Contains(f.Member, StringComparison.Ordinal)) is { File: { } file })
        {
            throw new UserException(e.Code, $"{file}: {e.Message}", e);
        }
    }

    /// <summary>Makes the command that removes one.</summary>
    /// <param name="canDrain">Whether one may finish what it has.</param>
    /// <param name="canDropName">Whether tasks may be named for one alone.</param>
    public Command MakeRemove(bool canDrain = false, bool canDropName = false)
    {
        var name = Name();
        var drain = new Option<bool>("--drain") { Description = "Open work is finished first." };
        var dropName = new Option<bool>("--drop-name")
        {
            Description = $"Opens tasks that are named for this {word} alone to everybody. Without it, such a {word} is not removed.",
        };
        Symbol[] symbols = [name, .. canDrain ? [drain] : (Symbol[])[], .. canDropName ? [dropName] : (Symbol[])[]];
        return options.Change("remove", $"Removes a {word}.", symbols, async (api, parsed, json, cancellationToken) =>
        {
            var drains = canDrain && parsed.GetValue(drain);
            string[] asked =
            [
                .. drains ? ["drain=true"] : (string[])[],
                .. canDropName && parsed.GetValue(dropName) ? ["dropName=true"] : (string[])[],
            ];
            var query = asked.Length == 0 ? "" : "?" + string.Join('&', asked);
            await api.SendAsync(HttpMethod.Delete, $"{path}/{TeamApi.Part(parsed.GetValue(name)!)}{query}", null, cancellationToken);
            Terminal.Done(
                json,
                $"{word} {parsed.GetValue(name)} {(drains ? "is removed when its open work is finished" : "is removed")}.",
                (word, parsed.GetValue(name)),
                (drains ? "drains" : "removed", true));
        });
    }

    public Argument<string> Name()
    {
        var name = new Argument<string>(key) { Description = $"The {word}'s {key}." };
        options.Completion.Add(name.CompletionSources, path, key);
        return name;
    }
}
