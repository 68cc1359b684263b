using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands about a team of a running program.</summary>
/// <param name="api">Where the program runs.</param>
internal sealed class TeamOptions(ApiOptions api)
{
    private readonly Option<string?> _team = new("--team")
    {
        Description = "The team. Default POM_TEAM, else the only one.",
        HelpName = "name",
    };

    private readonly ChangeOptions _change = new();

    /// <summary>Completes what these commands take.</summary>
    public ApiCompletion Completion => new(api, _team);

    /// <summary>Makes a command that looks.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it does.</param>
    /// <param name="parts">Its arguments and options.</param>
    /// <param name="run">What it does.</param>
    public Command Look(
        string name, string help, IReadOnlyList<Symbol> parts, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run) =>
        Make(name, help, parts, changes: false, run);

    /// <summary>Makes a command that changes something.</summary>
    /// <inheritdoc cref="Look"/>
    public Command Change(
        string name, string help, IReadOnlyList<Symbol> parts, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run) =>
        Make(name, help, parts, changes: true, run);

    /// <inheritdoc cref="ChangeOptions.RequireOneForKey"/>
    public void RequireOneForKey(ParseResult parsed, IReadOnlyCollection<string> ids) => _change.RequireOneForKey(parsed, ids);

    private Command Make(
        string name, string help, IReadOnlyList<Symbol> parts, bool changes, Func<TeamApi, ParseResult, bool, CancellationToken, Task> run)
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
            _change.AddTo(command);
        }

        api.AddTo(command);
        Completion.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var team = parsed.GetValue(_team) ?? Environment.GetEnvironmentVariable("POM_TEAM");
            var prefix = string.IsNullOrEmpty(team) ? "api/v1/" : $"api/v1/teams/{TeamApi.Part(team)}/";
            var client = api.Client(parsed);
            if (changes)
            {
                _change.AddHeaders(client, parsed);
            }

            using var teamApi = new TeamApi(client, prefix);
            await run(teamApi, parsed, api.WantsJson(parsed), cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
