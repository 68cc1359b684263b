using System.CommandLine;
using PresenceOfMind.App.Commands.Admin;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom demo …</c>.</summary>
internal static class DemoCommand
{
    public static Command Make(SettingOptions settings) => new("demo", "What concerns the demo's people.") { MakeReset(settings) };

    private static Command MakeReset(SettingOptions settings)
    {
        var options = new AdminOptions(settings, new ApiOptions(settings));
        var command = new Command("reset", "Makes everybody available and cancels all open tasks, so that the tour can begin again.");
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var api = options.Client(parsed);
            var answer = (await api.SendAsync(HttpMethod.Post, "admin/demo/reset", null, ct))!;
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

    private static string Cancelled(int count) => count switch
    {
        0 => "no task was open",
        1 => "1 task was cancelled",
        _ => $"{count} tasks were cancelled",
    };
}
