using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom demo …</c>.</summary>
internal static class DemoCommand
{
    private const int MostNamed = 5;

    public static Command Make(SettingOptions settings) => new("demo", "Commands for the demo.") { MakeReset(settings) };

    private static Command MakeReset(SettingOptions settings)
    {
        var options = new AdminOptions(settings, new ApiOptions(settings));
        var command = new Command("reset", "Makes all people available and cancels all open tasks, so that the tour can begin again.");
        var sure = new Option<bool>("--yes") { Description = "Also cancels open tasks that the tour did not add, without asking." };
        command.Add(sure);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            if (!parsed.GetValue(sure))
            {
                await ConfirmAsync(api, cancellationToken);
            }

            var answer = (await api.SendAsync(HttpMethod.Post, "admin/demo/reset", null, cancellationToken))!;
            if (options.WantsJson(parsed))
            {
                Terminal.Json(answer);
            }
            else
            {
                Terminal.Line($"{answer["people"]} people are available, {Cancelled((int?)answer["cancelled"] ?? 0)}.");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    // What somebody added beside the tour may be real work.
    private static async Task ConfirmAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var team = (await api.SendAsync(HttpMethod.Get, $"api/v1/teams/{DemoPeople.Team}", null, cancellationToken))!;
        var others = team["tasks"]!
            .AsArray()
            .Where(t => !DemoPeople.TaskTitles.Contains((string?)t!["title"] ?? ""))
            .Select(t => $"{t!["id"]} \"{t["title"]}\"")
            .ToList();
        if (others.Count == 0)
        {
            return;
        }

        var named = string.Join(", ", others.Take(MostNamed)) + (others.Count > MostNamed ? $" and {others.Count - MostNamed} more" : "");
        if (!Terminal.Asks(
            $"This cancels {(others.Count == 1 ? "an open task" : $"{others.Count} open tasks")} that the tour did not add: {named}."))
        {
            throw new UserException(
                ExitCode.Usage,
                $"nothing was reset, because this would cancel open tasks that the tour did not add: {named}. To cancel them, give --yes.");
        }
    }

    private static string Cancelled(int count) => count switch
    {
        0 => "no task was open",
        1 => "1 task was cancelled",
        _ => $"{count} tasks were cancelled",
    };
}
