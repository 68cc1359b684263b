using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws set-presence STATE USER…</c>.</summary>
internal static class SetPresenceCommand
{
    private const int LeastExpiry = 3600;
    private const int MostExpiry = 86400;

    public static Command Make(PwsOptions options)
    {
        var state = new Argument<string>("state") { Description = "AVAILABLE, BUSY, DND, AWAY, UNAVAILABLE or VACATION." };
        var users = new Argument<string[]>("user") { Description = "Whose presence: one or more names.", Arity = ArgumentArity.OneOrMore };
        var expiry = new Option<string>("--expiry")
        {
            Description = "How long it holds, in seconds from 3600 to 86400. Default 86400.",
            HelpName = "seconds",
            DefaultValueFactory = _ => MostExpiry.ToString(CultureInfo.InvariantCulture),
        };
        var over = new Option<bool>("--override") { Description = "Beats every device: never for AVAILABLE, always for DND." };
        var command = new Command("set-presence", "Sets the presence of people, as they do it themselves.") { state, users, expiry, over };
        options.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var target = options.Target(parsed);
            var wished = ReadState(parsed.GetValue(state)!);
            var holds = ReadExpiry(parsed.GetValue(expiry)!);
            return PwsCall.RunAsync(target, async client =>
            {
                var app = await client.LogInAsync(target.AppUser, target.Password, ct: ct);
                foreach (var user in parsed.GetValue(users)!.Select(PwsTarget.User))
                {
                    await SetAsync(client, app, user, wished, holds, parsed.GetValue(over), ct);
                    Say(user, wished, options.WantsJson(parsed));
                }
            });
        });
        return command;
    }

    private static async Task SetAsync(
        PwsClient client, AppSession app, string user, PresenceState state, TimeSpan expiry, bool overriding, CancellationToken ct)
    {
        try
        {
            var session = await client.LogInEndUserAsync(app, user, ct: ct);
            await client.SetPresenceAsync(session, state, expiry, overriding, ct);
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
            : throw new UserException(ExitCode.Usage, $"a state is AVAILABLE, BUSY, DND, AWAY, UNAVAILABLE or VACATION, not \"{text}\".");

    private static TimeSpan ReadExpiry(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= LeastExpiry and <= MostExpiry
            ? TimeSpan.FromSeconds(seconds)
            : throw new UserException(ExitCode.Usage, $"--expiry takes seconds from {LeastExpiry} to {MostExpiry}, not \"{text}\".");
}
