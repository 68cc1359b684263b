using System.CommandLine;
using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands;

/// <summary>The options of commands about a team of a running program.</summary>
/// <param name="api">Where the program runs.</param>
internal sealed class TeamOptions(ApiOptions api)
{
    private readonly Option<string?> _team = new("--team") { Description = "The team. Default POM_TEAM, else the only one.", HelpName = "name" };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "An idempotency key: the same command again under it acts once.",
        HelpName = "key",
    };

    private readonly Option<string?> _by = new("--by") { Description = "In whose name: a contact or a name, which the log keeps.", HelpName = "who" };

    /// <summary>Makes a command that looks.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it does.</param>
    /// <param name="parts">Its arguments and options.</param>
    /// <param name="run">What it does.</param>
    public Command Look(string name, string help, IReadOnlyList<Symbol> parts, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run) =>
        Make(name, help, parts, changes: false, run);

    /// <summary>Makes a command that changes something.</summary>
    /// <inheritdoc cref="Look"/>
    public Command Change(string name, string help, IReadOnlyList<Symbol> parts, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run) =>
        Make(name, help, parts, changes: true, run);

    /// <summary>Adds members to a body where something is said.</summary>
    public static JsonObject Body(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }

    /// <summary>Refuses a key for several tasks: under one key the program does one thing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ids">The tasks.</param>
    /// <exception cref="UserException">There are several, and a key.</exception>
    public void RequireOneForKey(ParseResult parsed, IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 1 && parsed.GetValue(_key) is not null)
        {
            throw new UserException(ExitCode.Usage, "--key goes with one id: under one key the program does one thing.");
        }
    }

    /// <summary>A name as a header takes it: letters beyond ASCII percent-encoded, as RFC 8187 says.</summary>
    private static string? Encoded(string? name) =>
        name is null || (name.All(c => c is >= ' ' and <= '~') && !name.Contains('\'', StringComparison.Ordinal)) ? name : "UTF-8''" + Uri.EscapeDataString(name);

    private Command Make(string name, string help, IReadOnlyList<Symbol> parts, bool changes, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run)
    {
        var command = new Command(name, help);
        foreach (var part in parts)
        {
            if (part is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)part);
            }
        }

        command.Add(_team);
        if (changes)
        {
            command.Add(_key);
            command.Add(_by);
        }

        api.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var team = parsed.GetValue(_team) ?? Environment.GetEnvironmentVariable("POM_TEAM");
            var prefix = string.IsNullOrEmpty(team) ? "api/v1/" : $"api/v1/teams/{TeamApi.Part(team)}/";
            var client = new ApiClient(api.Page(parsed));
            if (changes)
            {
                client.Add("Idempotency-Key", parsed.GetValue(_key));
                client.Add("Acting-For", Encoded(parsed.GetValue(_by)));
            }

            using var teamApi = new TeamApi(client, prefix);
            await run(teamApi, parsed, api.WantsJson(parsed), ct);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
