// Says who becomes free, busy or away, as it happens. Against `pom up`: dotnet run --project samples/Shortest carlotta elena
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;

string[] names = args is [] ? ["carlotta", "elena"] : args;
var server = new Uri(Environment.GetEnvironmentVariable("SERVER") ?? "http://127.0.0.1:8082");
var port = int.Parse(Environment.GetEnvironmentVariable("LISTEN") ?? "8081", null);
await using var listener = PresenceListener.Start(new PresenceListenerOptions { Port = port });
await using var watcher = new PresenceWatcher(
    new PresenceWatcherOptions
    {
        Server = server,
        AppUser = "demo",
        Password = "demo",
        EndUser = names[0],
        CallbackUrl = listener.CallbackUrl("127.0.0.1"),
        Contacts = [.. names.Select(name => $"{name}@{server.Host}")],
    },
    listener.Hub);
await watcher.WaitUntilLiveAsync(); // says why not: a wrong password, a server that is not there
await foreach (var change in watcher.ReadChangesAsync())
{
    Console.WriteLine($"{change.Contact} {change.After}");
}
