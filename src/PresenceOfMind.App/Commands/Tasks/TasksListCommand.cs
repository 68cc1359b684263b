using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks list</c>.</summary>
internal static class TasksListCommand
{
    private const string Most = "100";

    public static Command Make(TeamOptions options)
    {
        Option<string?>[] filters =
        [
            new("--state") { Description = "Only tasks in these states, separated by commas.", HelpName = "states" },
            new("--queue") { Description = "Only those of this queue.", HelpName = "queue" },
            new("--worker") { Description = "Only tasks that this contact has or had.", HelpName = "contact" },
            new("--channel") { Description = "Only those of this channel.", HelpName = "channel" },
            new("--priority") { Description = "Only those of at least this priority.", HelpName = "number" },
            new("--text") { Description = "Only those with this in their title.", HelpName = "text" },
            new("--added-from") { Description = "Only those added at this time or later.", HelpName = "time" },
            new("--added-until") { Description = "Only those added before this time.", HelpName = "time" },
            new("--ended-from") { Description = "Only those that ended at this time or later.", HelpName = "time" },
            new("--ended-until") { Description = "Only those that ended before this time.", HelpName = "time" },
            new("--sort")
            {
                Description = "added, changed, priority or ended; with - in front the greatest comes first. Default -added.",
                HelpName = "order",
            },
            new("--limit") { Description = $"The length of a page, 1 to 500. Default {Most}.", HelpName = "number" },
            new("--cursor") { Description = "The start of the page, as the page before printed it.", HelpName = "cursor" },
        ];
        return options.Look(
            "list",
            "Lists the tasks: waiting, assigned and ended.",
            filters,
            async (api, parsed, json, cancellationToken) =>
            {
                var isFiltered = filters.Any(f => f.Name is not ("--sort" or "--limit") && parsed.GetValue(f) is not null);
                var asked = filters
                    .Select(f => (Name: Camel(f.Name), Value: parsed.GetValue(f) ?? (f.Name == "--limit" ? Most : null)))
                    .Where(
                    f => f.Value is not null);
                TaskOutput.WriteAll(
                    await api.GetAsync(
                        "tasks?" + string.Join('&', asked.Select(f => $"{f.Name}={TeamApi.Part(f.Value!)}")),
                        cancellationToken),
                    json,
                    isFiltered);
            });
    }

    private static string Camel(string option)
    {
        var words = option[2..].Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
