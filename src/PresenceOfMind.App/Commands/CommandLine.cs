using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using PresenceOfMind.App.Commands.Admin;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Commands;

/// <summary>The program's commands, and how they end: by an exit code, and one line where something is wrong.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name; Ctrl+C and SIGTERM end it cleanly, a second one at once.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, ending));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, ending));

        var (parsed, fault) = Parse(args);
        if (fault is not null)
        {
            return Fail(ExitCode.Usage, fault);
        }

        try
        {
            var running = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(running, ending.Token);
        }
        catch (UserException error)
        {
            return Fail(error.Code, error.Message);
        }
        catch (Exception error) when (StorageFault.Explain(error) is { } broken)
        {
            return Fail(ExitCode.Usage, broken);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return (int)(RunsUntilInterrupted(parsed.CommandResult.Command) ? ExitCode.Done : ExitCode.Interrupted);
        }
    }

    /// <summary>Parses a command line.</summary>
    /// <param name="args">The arguments. One that begins with <c>@</c> is an argument as any other, and names no file of arguments.</param>
    /// <returns>What it means, and what is wrong with it; null where nothing is.</returns>
    public static (ParseResult Parsed, string? Fault) Parse(string[] args)
    {
        var parsed = Make().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

        // Whoever asks for help, the version or completion gets it, whatever else there is.
        var isCommand = parsed.Action is ParseErrorAction || parsed.Action == parsed.CommandResult.Command.Action;
        var fault = isCommand ? ArgumentCheck.Fault(args, parsed) : null;
        return (parsed, fault is not null
            ? $"{fault} See: {PathOf(parsed)} --help"
            : parsed.Action is ParseErrorAction ? Fault(parsed) : null);
    }

    /// <summary>All commands; none is <c>pom up</c>.</summary>
    public static RootCommand Make()
    {
        var settings = new SettingOptions();
        var root = new RootCommand("Assigns tasks by presence: a PWS server, a PWS client and a dispatcher.")
        {
            UpCommand.Make(settings),
            ServerCommand.Make(settings),
            DispatchCommand.Make(settings),
            TasksCommand.Make(settings),
            WorkersCommand.Make(settings),
            PresenceCommand.Make(settings),
            QueuesCommand.Make(settings),
            RoutesCommand.Make(settings),
            CalendarsCommand.Make(settings),
            ChannelsCommand.Make(settings),
            TeamsCommand.Make(settings),
            EventsCommand.Make(settings),
            AccountsCommand.Make(settings),
            KeysCommand.Make(settings),
            AuditCommand.Make(settings),
            PwsCommand.Make(settings),
            UserCommands.MakePeople(settings),
            UserCommands.MakeAppUsers(settings),
            DemoCommand.Make(settings),
            DoctorCommand.Make(settings),
            CompletionCommand.Make(),
        };
        root.Add(HelpCommand.Make(root));
        root.Add(HelpCommand.MakeVersion(root));
        root.Add(settings.Config);
        UpCommand.AddSettingsTo(root, settings);
        root.SetAction((parsed, cancellationToken) => UpCommand.RunAsync(settings.Read(parsed), cancellationToken));
        TakeNoValues(root);
        HelpLayout.AddTo(root);
        return root;
    }

    /// <summary>A flag takes no value: by default it would take a following operand "true" for one.</summary>
    private static void TakeNoValues(Command command)
    {
        foreach (var flag in command.Options.OfType<Option<bool>>())
        {
            flag.Arity = ArgumentArity.Zero;
        }

        foreach (var child in command.Subcommands)
        {
            TakeNoValues(child);
        }
    }

    /// <summary>Whether Ctrl+C is how a command ends; others are broken off by it.</summary>
    private static bool RunsUntilInterrupted(Command command) => command is RootCommand or { Name: "up" or "server" or "dispatch" };

    /// <summary>What is wrong with a command line, and where the help is.</summary>
    private static string Fault(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed);
        var known = string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        var unknown = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        var near = unknown is null ? null : SpellingSuggestion.Nearest(unknown, command.Subcommands.Select(c => c.Name));
        return near is not null ? $"{path} has no command {unknown}; did you mean {near}?"
            : command.Action is not null || known.Length == 0 ? $"{parsed.Errors[0].Message} See: {path} --help"
            : unknown is not null ? $"{path} has no command {unknown}; it has: {known}."
            : $"{path} needs a command: {known}.";
    }

    private static string PathOf(ParseResult parsed) => string.Join(' ', Path(parsed.CommandResult).Reverse());

    private static IEnumerable<string> Path(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            yield return result.Command is RootCommand ? "pom" : result.Command.Name;
        }
    }

    private static void End(PosixSignalContext context, CancellationTokenSource ending)
    {
        context.Cancel = !ending.IsCancellationRequested;
        ending.Cancel();
    }

    private static int Fail(ExitCode code, string message)
    {
        Console.Error.WriteLine("pom: " + message.ReplaceLineEndings(" "));
        return (int)code;
    }
}
