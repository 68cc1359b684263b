using System.CommandLine;
using System.Text;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary>A new password: from a prompt, a file or standard input, and never from the command line.</summary>
internal sealed class PasswordOption
{
    private const string StandardInput = "-";

    private readonly Option<string?> _file = new("--password-file")
    {
        Description = "The file with the password, or - for standard input. Default: a prompt.",
        HelpName = "file",
    };

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => command.Add(_file);

    /// <summary>Reads the password.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The account, for the prompt.</param>
    /// <exception cref="UserException">There is none.</exception>
    public string Read(ParseResult parsed, string name)
    {
        var file = parsed.GetValue(_file);
        if (file is not null)
        {
            return WithoutLineEnd(file == StandardInput ? Console.In.ReadToEnd() : ReadFile(file));
        }

        if (Console.IsInputRedirected)
        {
            throw new UserException(
                ExitCode.Usage, "there is no terminal to ask for the password: give it by --password-file FILE, or - for standard input.");
        }

        var password = Terminal.AskSecret($"Password for {name}: ");
        return Terminal.AskSecret("The same again: ") == password
            ? password
            : throw new UserException(ExitCode.Usage, "the two passwords are not the same. Nothing was changed.");
    }

    private static string ReadFile(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(TextFile.ReadUtf8(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"--password-file {file} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>An editor ends a file with the end of a line, which is no part of the password.</summary>
    private static string WithoutLineEnd(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
