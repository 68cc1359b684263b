using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws get-presence CONTACT…</c>.</summary>
internal static class GetPresenceCommand
{
    public static Command Make(PwsOptions options)
    {
        var contacts = new Argument<string[]>("contact") { Description = "Names, or contacts like joe@example.com.", Arity = ArgumentArity.OneOrMore };
        var user = PwsOptions.NewUserOption();
        var command = new Command("get-presence", "Reads the presence of people.") { contacts, user };
        options.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var target = options.Target(parsed);
            var names = parsed.GetValue(contacts)!;
            return PwsCall.RunAsync(target, async client =>
            {
                var app = await client.LogInAsync(target.AppUser, target.Password, ct: ct);
                var session = await client.LogInEndUserAsync(app, parsed.GetValue(user) ?? PwsTarget.User(names[0]), ct: ct);
                Write(await client.GetPresenceAsync(session, [.. names.Select(target.Contact)], ct), options.WantsJson(parsed));
            });
        });
        return command;
    }

    private static void Write(IReadOnlyList<ContactPresence> found, bool json)
    {
        if (json)
        {
            foreach (var one in found)
            {
                Terminal.Json(new JsonObject { ["contact"] = one.ContactUri, ["state"] = one.State.ToWire() });
            }
        }
        else
        {
            Terminal.Table(["CONTACT", "STATE"], found.Select(one => new[] { one.ContactUri, one.State.ToWire() }));
        }
    }
}
