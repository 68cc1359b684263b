using System.CommandLine;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Secrets;

/// <summary>The options for an application user's password.</summary>
internal sealed class PasswordOptions
{
    /// <summary>The option that names the file.</summary>
    public const string FileOption = "--password-file";

    /// <summary>The environment variable that holds the password.</summary>
    public const string Variable = "POM_PASSWORD";

    private readonly Option<string?> _file;

    // Everybody who lists the machine's processes sees it. It goes with the next release.
    private readonly Option<string?> _password = new("--password") { Hidden = true };

    /// <summary>Makes the options.</summary>
    /// <param name="otherwise">Where the password comes from without them, as a sentence.</param>
    public PasswordOptions(string otherwise) => _file = new Option<string?>(FileOption)
    {
        Description = $"A file with its password, or - for standard input. {otherwise}",
        HelpName = "file",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_password);
    }

    /// <summary>The password that options or the environment say; null where they say none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">The file holds none.</exception>
    public string? Find(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } path)
        {
            return SecretFile.Read(path)
                ?? throw new UserException(ExitCode.Usage, $"{FileOption} takes {SecretFile.Takes}, not \"{path}\".");
        }

        if (parsed.GetValue(_password) is { } password)
        {
            Terminal.Complain(
                $"{_password.Name} shows the password to every user of this machine, and goes with the next release: use {FileOption}, "
                    + $"or {Variable}.");
            return password;
        }

        return Environment.GetEnvironmentVariable(Variable);
    }

    /// <summary>The words with which another command gets the same password.</summary>
    /// <param name="parsed">The command line.</param>
    public IEnumerable<string> Repeat(ParseResult parsed) => parsed.GetValue(_file) is { } path ? [FileOption, ShellText.Quote(path)]
        : parsed.GetValue(_password) is not null ? [FileOption, "FILE"]
        : [];
}
