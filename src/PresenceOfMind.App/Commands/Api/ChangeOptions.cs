using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands that change something: idempotency key and acting person.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<string?> _key = new("--key")
    {
        Description = "An idempotency key: if you retry the command with the same key, it acts once.",
        HelpName = "key",
    };

    private readonly Option<string?> _by = new("--by")
    {
        Description = "The person in whose name this is done: a contact or a name. The log keeps it.",
        HelpName = "who",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_key);
        command.Add(_by);
    }

    /// <summary>Puts into the headers of requests what was said.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">The key cannot stand in a header.</exception>
    public void AddHeaders(ApiClient client, ParseResult parsed)
    {
        client.Add("Idempotency-Key", parsed.GetValue(_key));
        client.Add("Acting-For", Encoded(parsed.GetValue(_by)));
    }

    /// <summary>Refuses a key for several tasks: under one key the program does one thing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ids">The tasks.</param>
    /// <exception cref="UserException">There are several, and a key.</exception>
    public void RequireOneForKey(ParseResult parsed, IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 1 && parsed.GetValue(_key) is not null)
        {
            throw new UserException(
                ExitCode.Usage,
                "--key works with one id only: one key stands for one action. Give one id, or leave out --key.");
        }
    }

    /// <summary>A name as a header takes it: letters beyond ASCII percent-encoded, as RFC 8187 says.</summary>
    private static string? Encoded(string? name) =>
        name is null || (name.All(c => c is >= ' ' and <= '~') && !name.Contains('\'', StringComparison.Ordinal))
            ? name
            : "UTF-8''" + Uri.EscapeDataString(name);
}
