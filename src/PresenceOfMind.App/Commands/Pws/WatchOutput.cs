using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Shows what a watcher learns.</summary>
internal static class WatchOutput
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A line of JSON a change; on standard error what tells whether all that was printed still holds.</summary>
    public static Task LinesAsync(PresenceWatcher watcher, CancellationToken cancellationToken)
    {
        var trust = new ConfirmationOutput(Terminal.Complain);
        return AnewAsync(async () =>
        {
            await foreach (var happened in watcher.ReadEventsAsync(cancellationToken))
            {
                if (happened is PresenceChanged { Change: var change })
                {
                    Write(change);
                }

                trust.Apply(happened, watcher.Health.State);
            }
        });
    }

    /// <summary>
    /// A table that is updated in place. It is redrawn only as often as a person can see it, and when the size of its window changes.
    /// </summary>
    public static Task TableAsync(PresenceWatcher watcher, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var table = new WatchTable();
        var reading = ReadAsync(watcher, table, cancellationToken);
        var size = Size(console);
        return console.Live(table.Render(size.Width, size.Height)).StartAsync(async live =>
        {
            while (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(Pause, CancellationToken.None));
                var now = Size(console);
                if (now != size)
                {
                    // The terminal has broken the lines anew, so that nobody knows where they are.
                    console.Clear();
                }

                if (table.TakeNews() | now != size)
                {
                    size = now;
                    live.UpdateTarget(table.Render(size.Width, size.Height));
                }
            }

            await reading;
        });
    }

    private static void Write(PresenceChange change) => Terminal.Json(new JsonObject
    {
        ["contact"] = change.Contact,
        ["before"] = change.Before?.ToWire(),
        ["after"] = change.After.ToWire(),
        ["at"] = change.At.ToString("o", CultureInfo.InvariantCulture),
        ["learnedBy"] = change.How.ToString().ToLowerInvariant(),
    });

    private static Task ReadAsync(PresenceWatcher watcher, WatchTable table, CancellationToken cancellationToken) => AnewAsync(async () =>
    {
        await foreach (var happened in watcher.ReadEventsAsync(cancellationToken))
        {
            table.Apply(happened);
        }
    });

    // Whoever reads the pipe may pause for long; then reading begins anew with the current state.
    private static async Task AnewAsync(Func<Task> read)
    {
        while (true)
        {
            try
            {
                await read();
                return;
            }
            catch (WatcherReaderException)
            {
                // It was too slow.
            }
        }
    }

    private static (int Width, int Height) Size(IAnsiConsole console) => (console.Profile.Width, console.Profile.Height);
}
