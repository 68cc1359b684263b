using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Presence;

/// <summary><c>pom presence list</c>.</summary>
internal static class PresenceListCommand
{
    public static Command Make(TeamOptions options) => options.Look(
        "list",
        "Lists what each source says of the presence of the workers.",
        [],
        async (api, _, json, cancellationToken) =>
        {
            var workers = await api.PagesAsync("presence", cancellationToken).SelectMany(page => page).ToListAsync(cancellationToken);
            if (json)
            {
                workers.ForEach(Terminal.Json);
            }
            else if (workers.Count == 0)
            {
                Terminal.Line("No workers.");
            }
            else
            {
                Terminal.Table(PresenceOutput.Headings, workers.SelectMany(PresenceOutput.Rows));
            }
        });
}
