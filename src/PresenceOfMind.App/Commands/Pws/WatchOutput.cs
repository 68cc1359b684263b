using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Shows what a watcher learns.</summary>
internal static class WatchOutput
{
    private static readonly string[] Headings = ["CONTACT", "STATE", "SINCE"];

    /// <summary>A line of JSON a change.</summary>
    public static async Task LinesAsync(PresenceWatcher watcher, CancellationToken ct)
    {
        await foreach (var change in watcher.ReadChangesAsync(ct))
        {
            Terminal.Json(new JsonObject
            {
                ["contact"] = change.Contact,
                ["before"] = change.Before?.ToWire(),
                ["after"] = change.After.ToWire(),
                ["at"] = change.At.ToString("o", CultureInfo.InvariantCulture),
                ["learnedBy"] = change.How.ToString().ToLowerInvariant(),
            });
        }
    }

    /// <summary>A table that changes in its place.</summary>
    public static Task TableAsync(PresenceWatcher watcher, IAnsiConsole console, CancellationToken ct) =>
        console.Live(new Text("Asking…")).StartAsync(async live =>
        {
            var latest = new SortedDictionary<string, PresenceChange>(StringComparer.OrdinalIgnoreCase);
            var trouble = "";
            await foreach (var happened in watcher.ReadEventsAsync(ct))
            {
                switch (happened)
                {
                    case PresenceChanged changed:
                        latest[changed.Change.Contact] = changed.Change;
                        break;
                    case SourceLost lost:
                        trouble = $"Not sure any more: {lost.Reason}";
                        break;
                    case Fetched:
                        trouble = "";
                        break;
                }

                live.UpdateTarget(new Rows(Terminal.MakeTable(Headings, latest.Values.Select(Row)), new Text(trouble)));
            }
        });

    private static string[] Row(PresenceChange change) =>
        [change.Contact, change.After.ToWire(), change.At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)];
}
