using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Shows what a watcher learns.</summary>
internal static class WatchOutput
{
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
    public static Task TableAsync(PresenceWatcher watcher, IAnsiConsole console, CancellationToken ct)
    {
        var table = new WatchTable();
        return console.Live(table.Render()).StartAsync(async live =>
        {
            await foreach (var happened in watcher.ReadEventsAsync(ct))
            {
                table.Apply(happened);
                live.UpdateTarget(table.Render());
            }
        });
    }
}
