using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams remove TEAM</c>.</summary>
internal static class TeamsRemoveCommand
{
    public static Command Make(ApiOptions options)
    {
        var team = new Argument<string>("team") { Description = "The team's name." };
        var sure = new Option<bool>("--yes") { Description = "Required: confirms that its log is removed too." };
        var command = new Command("remove", "Removes a team without open tasks, with its log.") { team, sure };
        var change = new ChangeOptions();
        change.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(sure))
            {
                throw new UserException(
                    ExitCode.Usage,
                    $"this removes team {parsed.GetValue(team)} and its log permanently. To confirm, give --yes.");
            }

            using var api = options.Client(parsed);
            change.AddHeaders(api, parsed);
            await api.SendAsync(HttpMethod.Delete, $"api/v1/teams/{TeamApi.Part(parsed.GetValue(team)!)}", null, cancellationToken);
            Terminal.Done(
                options.WantsJson(parsed),
                $"team {parsed.GetValue(team)} is removed.",
                ("team", parsed.GetValue(team)),
                ("removed", true));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
