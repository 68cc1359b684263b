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
        var contacts = new Argument<string[]>("contact") { Description = "Names, or contacts like joe@example.com. Default: contacts.list.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("watch", "Shows presence as it changes: a table, or in a pipe a line of JSON a change. Ctrl+C ends it.") { contacts };
        options.AddWithUserTo(command);
        options.AddEndpointTo(command);
        command.SetAction((parsed, ct) =>
        {
            var names = PwsOptions.Contacts(parsed.GetValue(contacts)!);
            var isLive = !Console.IsOutputRedirected && !options.WantsJson(parsed);
            var target = options.Target(parsed);
            string[] watched = [.. names.Select(target.Contact)];
            var (user, listen) = (options.EndUser(parsed, names), options.NamedEndpoint(parsed));
            return OutputPipe.RunAsync(stop => RunAsync(target, watched, user, listen, isLive, stop), ct);
        });
        return command;
    }

    private static Task<int> RunAsync(PwsTarget target, IReadOnlyList<string> watched, string user, (string? Host, int? Port) listen, bool isLive, CancellationToken ct) =>
        PwsCall.RunAsync(target, async client =>
        {
            // The watcher goes on trying; a wrong password or name is better said at once.
            await PwsCall.LogInAsync(client, target, user, force: false, ct);

            var hub = new NotificationHub();
            await using var listener = await WatchListener.StartAsync(target.Server, listen, hub, ct);
            await using var watcher = new PresenceWatcher(
                new PresenceWatcherOptions
                {
                    Server = target.Server,
                    Trusted = target.Certificate,
                    CertificateSetting = PwsTarget.CertificateOption,
                    AppUser = target.AppUser,
                    Password = target.Password,
                    EndUser = user,
                    CallbackUrl = listener.Url,
                    Contacts = watched,
                },
                hub,
                client);
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
