using System.CommandLine;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary><c>pom accounts add</c>.</summary>
internal static class AccountsAddCommand
{
    public static Command Make(AdminOptions options)
    {
        var name = new Argument<string>("name") { Description = "The sign-in name, such as anna or anna@example.com." };
        var grant = new GrantOptions(Role.Administrator);
        var password = new PasswordOption();
        var command = new Command(
            "add",
            "Makes an account for a person, who signs in at the page. From the first account on, everybody needs an account or a key. "
                + $"The password has {AccountRules.ShortestPassword} characters or more.")
        {
            name,
        };
        grant.AddTo(command);
        password.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new AccountBody
            {
                Name = parsed.GetValue(name),
                Password = password.Read(parsed, parsed.GetValue(name)!),
                Grants = [grant.Read(parsed)],
            };
            AccountOutput.Changed(
                await new AccountTarget(options, parsed).AddAsync(body, cancellationToken), options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
