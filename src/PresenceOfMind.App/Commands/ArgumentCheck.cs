using System.CommandLine;
using System.CommandLine.Parsing;

namespace PresenceOfMind.App.Commands;

/// <summary>
/// Refuses what would be taken for an operand or a value although it looks like an option: a misspelled option must not
/// change what a command does. It is called for each command line, so no command needs to check its own.
/// </summary>
internal static class ArgumentCheck
{
    private const string EndOfOptions = "--";

    /// <summary>What separates an option from a value in the same word.</summary>
    private static readonly char[] Separators = ['=', ':'];

    /// <summary>What is wrong with a command line.</summary>
    /// <param name="args">The arguments as they were typed.</param>
    /// <param name="parsed">What they were parsed to.</param>
    /// <returns>Null where nothing is wrong.</returns>
    public static string? Fault(IEnumerable<string> args, ParseResult parsed)
    {
        var options = OptionsOf(parsed.CommandResult);
        Option? open = null;
        foreach (var arg in args.TakeWhile(a => a != EndOfOptions))
        {
            var fault = open is null ? WordFault(arg, parsed.CommandResult.Command, options, out open) : ValueFault(ref open, arg);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The options that a command takes: its own, and those that its parents hand on.</summary>
    /// <param name="result">The command.</param>
    public static IReadOnlyList<Option> OptionsOf(CommandResult result)
    {
        List<Option> options = [.. result.Command.Options];
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            options.AddRange(parent.Command.Options.Where(o => o.Recursive));
        }

        return options;
    }

    /// <summary>A lone <c>-</c> is an operand: the standard input.</summary>
    private static bool LooksLikeOption(string arg) => arg.StartsWith('-') && arg.Length > 1;

    private static bool TakesValue(Option option) => option.Arity.MinimumNumberOfValues > 0;

    // A value may begin with one dash, as negative numbers do.
    private static string? ValueFault(ref Option? open, string value)
    {
        var name = open!.Name;
        open = null;
        return value.StartsWith(EndOfOptions, StringComparison.Ordinal)
            ? $"{name} needs a value, and {value} looks like an option. If it is the value, write {name}={value}."
            : null;
    }

    private static string? WordFault(string arg, Command command, IReadOnlyList<Option> options, out Option? open)
    {
        open = null;
        if (!LooksLikeOption(arg))
        {
            return null;
        }

        var end = arg.IndexOfAny(Separators);
        var name = end < 0 ? arg : arg[..end];
        if (options.FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name)) is not { } option)
        {
            var near = SpellingSuggestion.Nearest(name, options.Where(o => !o.Hidden).Select(o => o.Name));
            var suggestion = near is null ? "." : $"; did you mean {near}?";
            return "there is no option "
                + $"{name}{suggestion}{(command.Arguments.Count > 0 ? " To give it as an operand, put -- before it." : "")}";
        }

        open = end < 0 && TakesValue(option) ? option : null;
        return end >= 0 && !TakesValue(option) ? $"{name} takes no value: leave out {arg[end..]}." : null;
    }
}
