using Spectre.Console;

namespace PresenceOfMind.App.Files;

/// <summary>Reads secrets that must not stand on a command line, where every user of the machine can read them.</summary>
internal static class SecretFile
{
    /// <summary>What stands for standard input instead of a file.</summary>
    public const string Input = "-";

    /// <summary>What an option for a secret takes.</summary>
    public const string Takes = "the path of a file that holds it, or - for standard input";

    // Settings may be put together several times, and standard input is there once.
    private static readonly Lazy<string> FromInput = new(() => Console.IsInputRedirected ? Console.In.ReadToEnd() : Prompt("Secret"));

    /// <summary>Reads a secret: what the file holds, without white space around it.</summary>
    /// <param name="path">The file; <c>-</c> reads standard input, and asks where that is a terminal.</param>
    /// <returns>Null where there is no such file, or nothing in it.</returns>
    public static string? Read(string path)
    {
        try
        {
            return (path == Input ? FromInput.Value : File.ReadAllText(path)).Trim() is { Length: > 0 } secret ? secret : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Asks a person for a secret, without showing it.</summary>
    /// <param name="what">What is asked for.</param>
    /// <returns>Null where no person is there to answer.</returns>
    public static string? Ask(string what) => Console.IsInputRedirected || Console.IsErrorRedirected ? null : Prompt(what);

    private static string Prompt(string what)
    {
        // Not on standard output, which may lead to a program.
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Prompt(new TextPrompt<string>($"{what}:").Secret(null));
    }
}
