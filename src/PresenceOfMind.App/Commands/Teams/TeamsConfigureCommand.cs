using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams configure TEAM FILE</c>.</summary>
internal static class TeamsConfigureCommand
{
    public static Command Make(ApiOptions options)
    {
        var team = new Argument<string>("team") { Description = "The team's name." };
        var file = new Argument<string>("file") { Description = "The whole configuration in JSON; - reads it from the standard input." };
        var drain = new Option<bool>("--drain")
        {
            Description = "Workers and queues that the file no longer names finish their open work and are then removed.",
        };
        var dropName = new Option<bool>("--drop-name")
        {
            Description = "Opens tasks that are named for a removed worker alone to everybody. Without it, such a change is refused.",
        };
        var command = new Command("configure", "Applies a configuration file to a team.") { team, file, drain, dropName };
        var change = new ChangeOptions();
        change.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            change.AddHeaders(api, parsed);
            var body = await TeamApi.ReadFileAsync(parsed.GetValue(file)!, cancellationToken);
            var path =
                $"api/v1/teams/{TeamApi.Part(parsed.GetValue(team)!)}/configuration{Query(parsed.GetValue(drain), parsed.GetValue(dropName))}";
            var kept = (await api.SendAsync(HttpMethod.Put, path, body, cancellationToken))!;
            if (options.WantsJson(parsed))
            {
                Terminal.Json(kept);
            }
            else
            {
                Terminal.Line(
                    $"team {parsed.GetValue(team)} has {kept["workers"]!.AsArray().Count} workers and {kept["queues"]!.AsArray().Count} "
                        + "queues.");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static string Query(bool drain, bool dropName) => (drain, dropName) switch
    {
        (true, true) => "?drain=true&dropName=true",
        (true, false) => "?drain=true",
        (false, true) => "?dropName=true",
        _ => "",
    };
}
