using System.CommandLine;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using Spectre.Console;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws watch CONTACT…</c>.</summary>
internal static class WatchCommand
{
    public static Command Make(PwsOptions options)
    {
        var contacts = new Argument<string[]>("contact") { Description = "Names, or contacts like joe@example.com.", Arity = ArgumentArity.OneOrMore };
        var user = PwsOptions.NewUserOption();
        var listen = new Option<string?>("--listen")
        {
            Description = "The port for notifications. Default: the first free one of 8080, 8081, 8088, 8000, 8888.",
            HelpName = "port",
        };
        var command = new Command("watch", "Shows presence as it changes: a table, or in a pipe a line of JSON a change. Ctrl+C ends it.") { contacts, user, listen };
        options.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var names = parsed.GetValue(contacts)!;
            var isLive = !Console.IsOutputRedirected && !options.WantsJson(parsed);
            return RunAsync(options.Target(parsed), names, parsed.GetValue(user) ?? PwsTarget.User(names[0]), parsed.GetValue(listen), isLive, ct);
        });
        return command;
    }

    private static Task<int> RunAsync(PwsTarget target, string[] names, string user, string? listen, bool isLive, CancellationToken ct) =>
        PwsCall.RunAsync(target, async client =>
        {
            // The watcher goes on trying; a wrong password or name is better said at once.
            var app = await client.LogInAsync(target.AppUser, target.Password, ct: ct);
            await client.LogInEndUserAsync(app, user, ct: ct);

            var hub = new NotificationHub();
            await using var listener = await WatchListener.StartAsync(target.Server, listen, hub, ct);
            await using var watcher = new PresenceWatcher(
                new PresenceWatcherOptions
                {
                    Server = target.Server,
                    ServerCertificate = target.Certificate,
                    AppUser = target.AppUser,
                    Password = target.Password,
                    EndUser = user,
                    CallbackUrl = listener.Url,
                    Contacts = [.. names.Select(target.Contact)],
                },
                hub);
            try
            {
                await watcher.StartAsync(ct);
                await (isLive ? WatchOutput.TableAsync(watcher, AnsiConsole.Console, ct) : WatchOutput.LinesAsync(watcher, ct));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Ctrl+C is how a watch ends.
            }
        });
}
