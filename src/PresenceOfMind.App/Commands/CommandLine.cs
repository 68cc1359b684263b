using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using PresenceOfMind.App.Commands.Admin;

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

        var parsed = Make().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return Fail(ExitCode.Usage, Fault(parsed));
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
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return (int)(RunsUntilInterrupted(parsed.CommandResult.Command) ? ExitCode.Done : ExitCode.Interrupted);
        }
    }

    /// <summary>All commands; none is <c>pom up</c>.</summary>
    public static RootCommand Make()
    {
        var settings = new SettingOptions();
        var root = new RootCommand("Gives each task, at once, to somebody who can take it: a PWS server, a PWS client and a dispatcher.")
        {
            UpCommand.Make(settings),
            ServerCommand.Make(settings),
            DispatchCommand.Make(settings),
            TasksCommand.Make(settings),
            WorkersCommand.Make(settings),
            QueuesCommand.Make(settings),
            RoutesCommand.Make(settings),
            CalendarsCommand.Make(settings),
            ChannelsCommand.Make(settings),
            TeamsCommand.Make(settings),
            PwsCommand.Make(settings),
            UserCommands.MakePeople(settings),
            UserCommands.MakeAppUsers(settings),
            DemoCommand.Make(settings),
            DoctorCommand.Make(settings),
            CompletionCommand.Make(),
        };
        root.Add(settings.Config);
        settings.AddTo(root);
        root.SetAction((parsed, ct) => UpCommand.RunAsync(settings.Read(parsed), ct));
        return root;
    }

    /// <summary>Whether Ctrl+C is how a command ends; others are broken off by it.</summary>
    private static bool RunsUntilInterrupted(Command command) => command is RootCommand or { Name: "up" or "server" or "dispatch" };

    /// <summary>What is wrong with a command line, and where the help is.</summary>
    private static string Fault(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Path(parsed.CommandResult).Reverse());
        var known = string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        return command.Action is not null || known.Length == 0 ? $"{parsed.Errors[0].Message} See: {path} --help"
            : parsed.UnmatchedTokens is [var unknown, ..] ? $"{path} has no command {unknown}; it has: {known}."
            : $"{path} needs a command: {known}.";
    }

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
