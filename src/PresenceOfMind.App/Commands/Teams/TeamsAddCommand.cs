using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams add TEAM [FILE]</c>.</summary>
internal static class TeamsAddCommand
{
    public static Command Make(ApiOptions options)
    {
        var team = new Argument<string>("team") { Description = "The team's name." };
        var file = new Argument<string?>("file") { Description = "Its configuration in JSON.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("add", "Creates a team.") { team, file };
        var change = new ChangeOptions();
        change.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            change.AddHeaders(api, parsed);
            var body = new JsonObject { ["name"] = parsed.GetValue(team) };
            if (parsed.GetValue(file) is { } path)
            {
                body["configuration"] = await TeamApi.ReadFileAsync(path, cancellationToken);
            }

            await api.SendAsync(HttpMethod.Post, "api/v1/teams", body, cancellationToken);
            Terminal.Done(options.WantsJson(parsed), $"team {parsed.GetValue(team)} is made.", ("team", parsed.GetValue(team)));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
