using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams list</c>.</summary>
internal static class TeamsListCommand
{
    public static Command Make(ApiOptions options)
    {
        var command = new Command("list", "Lists the teams.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            foreach (var team in (await api.SendAsync(HttpMethod.Get, "api/v1/teams", null, cancellationToken))!["items"]!.AsArray())
            {
                if (options.WantsJson(parsed))
                {
                    Terminal.Json(team!);
                }
                else
                {
                    Terminal.Line((string?)team!["team"] ?? "");
                }
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
