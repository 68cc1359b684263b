// A board for the wall: how many are free, and who is what, a column a state. Against `pom up`:
//   dotnet run --project samples/Wallboard aisha bruno carlotta dmitri elena felix
// In a pipe it prints a line whenever the counts change.
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using Spectre.Console;
using Wallboard;

if (args.Length == 0)
{
    Console.Error.WriteLine("Name the people to show: Wallboard carlotta elena …");
    return 2;
}

var server = new Uri(Environment.GetEnvironmentVariable("SERVER") ?? "http://127.0.0.1:8082");
var port = int.Parse(Environment.GetEnvironmentVariable("LISTEN") ?? "8081", null);
using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};
var ending = end.Token;

await using var listener = PresenceListener.Start(new PresenceListenerOptions { Port = port });
await using var watcher = new PresenceWatcher(
    new PresenceWatcherOptions
    {
        Server = server,
        AppUser = Environment.GetEnvironmentVariable("APP_USER") ?? "demo",
        Password = Environment.GetEnvironmentVariable("PASSWORD") ?? "demo",
        EndUser = args[0],
        CallbackUrl = listener.CallbackUrl(Environment.GetEnvironmentVariable("HOST") ?? "127.0.0.1"),
        Contacts = [.. args.Select(name => name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{server.Host}")],
    },
    listener.Hub);
await watcher.StartAsync(ending);

var board = new Board();
try
{
    await (Console.IsOutputRedirected ? PrintAsync() : ShowAsync());
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    // Ctrl+C is how it ends.
}

return 0;

async Task PrintAsync()
{
    var last = "";
    await foreach (var happened in watcher.ReadEventsAsync(ending))
    {
        // A fetch brings all its changes before it is told itself, so that no half of them is printed.
        if (board.Apply(happened) && board.Counts != last)
        {
            Console.WriteLine(last = board.Counts);
        }
    }
}

Task ShowAsync() => AnsiConsole.Live(board.Render()).StartAsync(async live =>
{
    await foreach (var happened in watcher.ReadEventsAsync(ending))
    {
        board.Apply(happened);
        live.UpdateTarget(board.Render());
    }
});
