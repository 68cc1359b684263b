using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws set-presence STATE USER…</c>.</summary>
internal static class SetPresenceCommand
{
    public static Command Make(PwsOptions options)
    {
        var state = new Argument<string>("state") { Description = $"{PresenceStates.SettableNames}." };
        state.CompletionSources.Add([.. Enum.GetValues<PresenceState>().Where(s => s.IsSettable()).Select(s => s.ToWire())]);
        var users = new Argument<string[]>("user")
        {
            Description = "The people whose presence is set: one or more names.",
            Arity = ArgumentArity.OneOrMore,
        };
        users.CompletionSources.Add(FolderCompletion.Users);
        var expiry = ExpiryOption.Make("How long it counts", PwsFacts.MostExpirySeconds);
        var over = new Option<bool>("--override") { Description = "Wins over every device. DND needs it; AVAILABLE does not take it." };
        var command = new Command("set-presence", "Sets the presence of people, as their own clients do.") { state, users, expiry, over };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var wished = ReadState(parsed.GetValue(state)!);
            var holds = ExpiryOption.Read(parsed.GetValue(expiry)!);
            return PwsCall.RunAsync(target, async client =>
            {
                await OperandLoop.ForEachAsync("user", [.. parsed.GetValue(users)!.Select(PwsTarget.User)], async user =>
                {
                    await SetAsync(client, target, user, wished, holds, parsed.GetValue(over), cancellationToken);
                    Say(user, wished, options.WantsJson(parsed));
                });
            });
        });
        return command;
    }

    private static async Task SetAsync(
        IPwsClient client,
        PwsTarget target,
        string user,
        PresenceState state,
        TimeSpan expiry,
        bool overriding,
        CancellationToken cancellationToken)
    {
        var session = (await PwsCall.LogInAsync(client, target, user, force: false, cancellationToken)).User;
        try
        {
            await client.SetPresenceAsync(session, state, expiry, overriding, cancellationToken);
        }
        catch (PwsException refused)
        {
            throw PwsCall.Refused(refused, user);
        }
    }

    private static void Say(string user, PresenceState state, bool json)
    {
        if (json)
        {
            Terminal.Json(new JsonObject { ["user"] = user, ["state"] = state.ToWire() });
        }
        else
        {
            Terminal.Line($"{user} {state.ToWire()}");
        }
    }

    private static PresenceState ReadState(string text) =>
        PresenceStates.TryParse(text.ToUpperInvariant(), out var state) && state.IsSettable()
            ? state
            : throw new UserException(ExitCode.Usage, $"a state is {PresenceStates.SettableNames}, not \"{text}\".");
}
