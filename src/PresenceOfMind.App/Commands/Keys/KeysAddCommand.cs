using System.CommandLine;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary><c>pom keys add</c>.</summary>
internal static class KeysAddCommand
{
    public static Command Make(AdminOptions options)
    {
        var name = new Argument<string>("name") { Description = "A name for the key. The log shows it with what the key does." };
        var role = new Option<string>("--role")
        {
            Description = $"What it may do: {string.Join(", ", RoleNames.All)}. Default {Role.Administrator.ToName()}.",
            HelpName = "role",
            DefaultValueFactory = _ => Role.Administrator.ToName(),
        };
        role.CompletionSources.Add([.. RoleNames.All]);
        var team = new Option<string?>("--team") { Description = "The team that it is for. Default: all teams.", HelpName = "team" };
        var worker = new Option<string?>("--worker")
        {
            Description = "With --role worker: the contact whose offers and tasks it sees and answers.",
            HelpName = "contact",
        };
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "When it ends, such as 2027-12-31 or 2027-12-31T18:00:00Z. Default: never.",
            HelpName = "time",
        };
        var networks = new Option<string?>("--networks")
        {
            Description = "The networks from which it may be used, as address/bits, separated by commas. Default: everywhere.",
            HelpName = "networks",
        };
        var mayActFor = new Option<bool>("--may-act-for")
        {
            Description = "Whether its requests may name other people with --by or Acting-For. The log keeps both.",
        };
        var command = new Command("add", "Makes a key and prints it, once. From the first key on, everybody needs a key or an account.")
        {
            name, role, team, worker, expires, networks, mayActFor,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new KeyBody
            {
                Name = parsed.GetValue(name),
                Role = parsed.GetValue(role),
                Team = parsed.GetValue(team),
                Worker = parsed.GetValue(worker),
                Expires = parsed.GetValue(expires),
                Networks = parsed.GetValue(networks)?.Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                MayActFor = parsed.GetValue(mayActFor),
            };
            var key = await new KeyTarget(options, parsed).AddAsync(body, cancellationToken);
            KeyOutput.Issued(key, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
