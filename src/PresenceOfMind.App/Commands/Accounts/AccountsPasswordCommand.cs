using System.CommandLine;
using PresenceOfMind.Access.Http;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary><c>pom accounts password</c>.</summary>
internal static class AccountsPasswordCommand
{
    public static Command Make(AdminOptions options)
    {
        var name = new Argument<string>("name") { Description = "The sign-in name." };
        var password = new PasswordOption();
        var command = new Command(
            "password", "Gives an account another password, and removes its passkeys. Its sessions and a lock-out end at once.")
        {
            name,
        };
        password.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var account = parsed.GetValue(name)!;
            await new AccountTarget(options, parsed).SetPasswordAsync(
                account, new PasswordBody { Password = password.Read(parsed, account) }, cancellationToken);
            Terminal.Done(options.WantsJson(parsed), $"{account} has another password.", ("account", account), ("password", "set"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
