using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams export TEAM</c>.</summary>
internal static class TeamsExportCommand
{
    public static Command Make(ApiOptions options)
    {
        var team = new Argument<string>("team") { Description = "The team's name." };
        var command = new Command("export", "Prints a team's configuration, as configure takes it.") { team };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            Terminal.Json(
                (await api.SendAsync(
                    HttpMethod.Get,
                    $"api/v1/teams/{TeamApi.Part(parsed.GetValue(team)!)}/configuration",
                    null,
                    cancellationToken))!);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
