using System.CommandLine;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws get-presence CONTACT…</c>.</summary>
internal static class GetPresenceCommand
{
    public static Command Make(PwsOptions options)
    {
        var contacts = new Argument<string[]>("contact")
        {
            Description = "Names, or contacts like joe@example.com. Default: contacts.list.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        contacts.CompletionSources.Add(FolderCompletion.Contacts);
        var rich = new Option<bool>("--rich") { Description = "Shows activities, devices and notes too." };
        var command = new Command("get-presence", "Reads the presence of people, without a subscription.") { contacts, rich };
        options.AddWithUserTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var names = PwsOptions.Contacts(parsed.GetValue(contacts)!);
            string[] asked = [.. names.Select(target.Contact)];
            var user = options.EndUser(parsed, names);
            return PwsCall.RunAsync(target, async client =>
            {
                var both = await PwsCall.LogInAsync(client, target, user, force: false, cancellationToken);
                var seen = await ObservedPresence.OfContactsAsync(client, both.User, asked, parsed.GetValue(rich), cancellationToken);
                ObservedPresence.Write(seen, parsed.GetValue(rich), options.WantsJson(parsed));
                ObservedPresence.RequireAll(asked, seen, both.User.Server);
            });
        });
        return command;
    }
}
