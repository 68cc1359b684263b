using System.CommandLine;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using Spectre.Console;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws watch CONTACT…</c>.</summary>
internal static class WatchCommand
{
    public static Command Make(PwsOptions options)
    {
        var contacts = new Argument<string[]>("contact")
        {
            Description = "Names, or contacts like joe@example.com. Default: contacts.list.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        contacts.CompletionSources.Add(FolderCompletion.Contacts);
        var command = new Command(
            "watch",
            "Shows presence as it changes: a table, or in a pipe one line of JSON for each change. Ctrl+C stops it.")
        {
            contacts,
        };
        options.AddWithUserTo(command);
        options.AddEndpointTo(command);
        options.AddFetchIntervalTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var names = PwsOptions.Contacts(parsed.GetValue(contacts)!);
            var isLive = !Console.IsOutputRedirected && !options.WantsJson(parsed);
            var target = options.Target(parsed);
            string[] watched = [.. names.Select(target.Contact)];
            var (user, listen) = (options.EndUser(parsed, names), options.NamedEndpoint(parsed));
            var (interval, common) = (options.FetchInterval(parsed), options.CommonPorts(parsed));
            return OutputPipe.RunAsync(
                stop => PwsCall.RunAsync(
                    target, client => RunAsync(client, target, watched, user, listen, interval, common, isLive, stop)), cancellationToken);
        });
        return command;
    }

    private static async Task RunAsync(
        IPwsClient client,
        PwsTarget target,
        IReadOnlyList<string> watched,
        string user,
        (string? Host, int? Port) listen,
        TimeSpan fetchInterval,
        IReadOnlyList<int> common,
        bool isLive,
        CancellationToken cancellationToken)
    {
        // The watcher goes on trying; a wrong password or name is better said at once.
        await FirstLogIn.RunAsync(client, target, user, cancellationToken);

        var hub = new NotificationHub();
        await using var listener = await WatchListener.StartAsync(target.Server, listen, hub, cancellationToken);
        await EndpointWarnings.OfEndpointAsync(listener.Url, target.Server, common, cancellationToken);
        await using var watcher = new PresenceWatcher(
            new PresenceWatcherOptions
            {
                Server = target.Server,
                Trusted = target.Certificate,
                CertificateSetting = TrustedCertificateFile.Option,
                AppUser = target.AppUser,
                Password = target.Password,
                EndUser = user,
                CallbackUrl = listener.Url,
                Contacts = watched,
                FetchInterval = fetchInterval,
            },
            hub,
            client);
        try
        {
            await watcher.StartAsync(cancellationToken);
            await (isLive
                ? WatchOutput.TableAsync(watcher, AnsiConsole.Console, cancellationToken)
                : WatchOutput.LinesAsync(watcher, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how a watch ends.
        }
    }
}
