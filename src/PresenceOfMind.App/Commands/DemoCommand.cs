using System.CommandLine;
using PresenceOfMind.App.Hosting;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom demo …</c>.</summary>
internal static class DemoCommand
{
    public static Command Make(SettingOptions settings) => new("demo", "What concerns the demo's people.") { MakeReset(settings) };

    private static Command MakeReset(SettingOptions settings)
    {
        var options = new ApiOptions(settings);
        var key = new Option<string?>("--key") { Description = "The admin key. Default POM_ADMIN_KEY, else that of the data folder.", HelpName = "key" };
        var command = new Command("reset", "Makes everybody available and cancels all open tasks, so that the tour can begin again.") { key };
        options.AddTo(command);
        settings.AddTo(command, "data");
        command.SetAction(async (parsed, ct) =>
        {
            var folder = settings.Read(parsed).Data;
            var secret = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable("POM_ADMIN_KEY") ?? AdminKey.Read(folder)
                ?? throw new UserException(ExitCode.Usage, $"there is no admin key in {folder}: give --key, POM_ADMIN_KEY, or --data with the folder of pom up.");
            using var api = new ApiClient(options.Page(parsed), secret);
            var answer = await api.SendAsync(HttpMethod.Post, "admin/demo/reset", null, ct);
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
