using System.CommandLine;
using System.Globalization;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Events;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom events</c>.</summary>
internal static class EventsCommand
{
    private const int UsualCount = 50;
    private const int MostCount = 500;

    public static Command Make(SettingOptions settings)
    {
        Option<string[]>[] filters =
        [
            Values("type", "name", "Only events of this name, such as task.assigned. Give it several times for several."),
            Values("task", "id", "Only events about this task. Give it several times for several."),
            Values("worker", "contact", "Only events about this worker. Give it several times for several."),
        ];
        var after = new Option<string?>("--after")
        {
            Description = "Only events after this one: its id or its position; 0 is the beginning. Default: the newest events, or with "
                + "--follow what comes next.",
            HelpName = "id",
        };
        var limit = new Option<int?>("--limit")
        {
            Description = $"How many events to print, 1 to {MostCount}. Default {UsualCount}.",
            HelpName = "number",
        };
        var follow = new Option<bool>("--follow")
        {
            Description = "Prints events as they happen, also over restarts of the program; in a pipe one line of JSON each. "
                + "Ctrl+C stops it.",
        };
        return new TeamOptions(new ApiOptions(settings)).Look(
            "events",
            "Lists what happened in a team, or follows it as it happens.",
            [.. filters, after, limit, follow],
            async (api, parsed, json, cancellationToken) =>
            {
                var query = string.Join(
                    '&', filters.SelectMany(f => parsed.GetValue(f) ?? [], (f, value) => $"{f.Name[2..]}={TeamApi.Part(value)}"));
                var (begin, most) = (parsed.GetValue(after), parsed.GetValue(limit));
                if (parsed.GetValue(follow))
                {
                    if (most is not null)
                    {
                        throw new UserException(ExitCode.Usage, "--follow prints all that comes: leave out --limit.");
                    }

                    await OutputPipe.RunAsync(
                        async stop =>
                        {
                            await new EventFollower(api, query, begin).RunAsync(EventOutput.Printer(json), stop);
                            return (int)ExitCode.Done;
                        },
                        cancellationToken);
                    return;
                }

                await ListAsync(api, query, begin, most ?? UsualCount, json, cancellationToken);
            });
    }

    private static async Task ListAsync(
        TeamApi api, string query, string? after, int limit, bool json, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostCount)
        {
            throw new UserException(ExitCode.Usage, $"--limit takes a number from 1 to {MostCount}.");
        }

        var place = after is null ? "sort=-position" : $"after={TeamApi.Part(after)}";
        var page = TeamApi.Items(await api.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"events?{place}&limit={limit}{(query.Length > 0 ? "&" : "")}{query}"),
            cancellationToken));
        if (after is null)
        {
            page.Reverse();
        }

        HistoryOutput.Write(page, json);
    }

    private static Option<string[]> Values(string name, string shape, string description) =>
        new("--" + name) { Description = description, HelpName = shape };
}
