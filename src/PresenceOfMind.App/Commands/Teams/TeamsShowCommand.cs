using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Tasks;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Teams;

/// <summary><c>pom teams show TEAM</c>.</summary>
internal static class TeamsShowCommand
{
    public static Command Make(ApiOptions options)
    {
        var team = new Argument<string>("team") { Description = "The team's name." };
        var at = new Option<string?>("--at") { Description = "Shows a past state: a time, or a position of the log.", HelpName = "moment" };
        var command = new Command("show", "Shows a team: its people and its open tasks.") { team, at };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            var moment = parsed.GetValue(at) is { } then ? $"?at={TeamApi.Part(then)}" : "";
            var view = (await api.SendAsync(
                HttpMethod.Get,
                $"api/v1/teams/{TeamApi.Part(parsed.GetValue(team)!)}{moment}",
                null,
                cancellationToken))!;
            if (options.WantsJson(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                Write(view);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Write(JsonNode view)
    {
        Terminal.Line($"{view["team"]} at position {view["position"]}, {view["at"]}");
        Terminal.Table(["NAME", "PRESENCE", "ABLE"], view["workers"]!.AsArray().Select(w => (string[])
            [
                (string?)w!["name"] ?? "",
                (string?)w["presence"] ?? "",
                (bool?)w["able"] == true ? "yes" : (string?)w["notAbleBecause"] ?? "no",
            ]));
        TaskOutput.WriteAll(view, "tasks", json: false);
    }
}
