using System.CommandLine;
using System.CommandLine.Invocation;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands;

/// <summary>Writes a command's help: what it does, how it is typed, what it takes, which roles may use it, and an example.</summary>
internal sealed class HelpWriter : SynchronousCommandLineAction
{
    private const int Indent = 2;
    private const int WidestName = 36;
    private const int PipeWidth = 120;
    private const int LeastWidth = 40;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        output.WriteLine("Description:");
        Write(output, "", command.Description ?? "");
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Usage(command)}");
        WriteRows(output, "Arguments:", command.Arguments.Select(a => ($"<{a.Name}>", a.Description ?? "")));
        WriteRows(output, "Commands:", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")));
        foreach (var group in HelpLayout.GroupsOf(command))
        {
            WriteRows(output, group.Key, group.Select(o => (Name(o), (o.Required ? "Needed. " : "") + o.Description)));
        }

        if (CommandTable.DescribeRoles(command) is { } roles)
        {
            output.WriteLine();
            output.WriteLine("Roles:");
            Write(output, "", roles);
        }

        if (CommandExamples.Find(command) is { } example)
        {
            output.WriteLine();
            output.WriteLine("Example:");
            output.WriteLine($"  {example}");
        }

        return (int)ExitCode.Done;
    }

    private static string Usage(Command command)
    {
        var path = HelpLayout.ParentsOf(command).Reverse().Append(command).Select(c => c is RootCommand ? "pom" : c.Name);
        var arguments = command.Arguments.Select(a =>
        {
            var name = $"<{a.Name}>{(a.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";
            return a.Arity.MinimumNumberOfValues > 0 && !a.HasDefaultValue ? name : $"[{name}]";
        });
        string[] commands = command.Subcommands.Count == 0 ? [] : [command.Action is null ? "<command>" : "[<command>]"];
        return string.Join(' ', [.. path, .. commands, .. arguments, "[options]"]);
    }

    private static string Name(Option option) =>
        string.Join(", ", option.Aliases.Where(a => a.StartsWith('-')).Prepend(option.Name)) + (option.Arity.MaximumNumberOfValues == 0
            ? ""
            : $" <{option.HelpName ?? "value"}>");

    private static void WriteRows(TextWriter output, string title, IEnumerable<(string Name, string Text)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        var width = Math.Min(WidestName, all.Max(r => r.Name.Length));
        all.ForEach(row => Write(output, row.Name.PadRight(width), row.Text));
    }

    // A description goes on below itself; a name that is too long has a line of its own.
    private static void Write(TextWriter output, string name, string text)
    {
        var column = Indent + (name.Length == 0 ? 0 : Math.Min(name.Length, WidestName) + Indent);
        var room = Math.Max(LeastWidth, (Console.IsOutputRedirected ? PipeWidth : Console.WindowWidth) - column - 1);
        var line = name.Length == 0 ? "" : new string(' ', Indent) + name;
        if (name.Length > WidestName)
        {
            output.WriteLine(line);
            line = "";
        }

        foreach (var part in Wrap(text, room))
        {
            output.WriteLine((line.PadRight(column) + part).TrimEnd());
            line = "";
        }
    }

    private static IEnumerable<string> Wrap(string text, int room)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
