using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom help [COMMAND…]</c> and <c>pom version</c>, which do what the options of these names do.</summary>
internal static class HelpCommand
{
    public static Command Make(RootCommand root)
    {
        var path = new Argument<string[]>("command")
        {
            Description = "The command, as it is typed. Default: all commands.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        path.CompletionSources.Add(
            context => CommandOf(root, context.ParseResult.GetValue(path) ?? []).Subcommands.Select(c => c.Name).ToArray());
        var command = new Command("help", "Shows the help of a command.") { path };
        command.SetAction(parsed =>
        {
            CommandOf(root, parsed.GetValue(path)!, RefuseUnknown);
            return root.Parse([.. parsed.GetValue(path)!, "--help"]).Invoke(parsed.InvocationConfiguration);
        });
        return command;
    }

    public static Command MakeVersion(RootCommand root)
    {
        var command = new Command("version", "Shows the version.");
        command.SetAction(parsed => root.Parse(["--version"]).Invoke(parsed.InvocationConfiguration));
        return command;
    }

    private static Command CommandOf(Command root, IEnumerable<string> path, Action<Command, string>? unknown = null)
    {
        var command = root;
        foreach (var word in path)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == word) is { } next)
            {
                command = next;
            }
            else
            {
                unknown?.Invoke(command, word);
            }
        }

        return command;
    }

    private static void RefuseUnknown(Command command, string word)
    {
        var where = command is RootCommand ? "" : $" in {command.Name}";
        var known = command.Subcommands.Count == 0
            ? "it has none"
            : $"there are: {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        throw new UserException(ExitCode.Usage, $"there is no command {word}{where}; {known}.");
    }
}
