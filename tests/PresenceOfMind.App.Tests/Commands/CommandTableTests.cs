using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Commands;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Commands;

/// <summary>The table of commands names each, and each asks the route that the table says, for each role.</summary>
public sealed class CommandTableTests
{
    private const string Team = DemoPeople.Team;
    private const string Worker = "liam@localhost";
    private const string Nobody = "x-none@localhost";

    private static readonly Dictionary<string, Command> Commands = Leaves(CommandLine.Make()).ToDictionary(CommandTable.NameOf);

    [Fact]
    public void Each_command_stands_in_the_table_or_needs_no_role_and_each_row_is_a_command()
    {
        Assert.DoesNotContain(Commands.Keys, name => CommandTable.NeedsNoRole(name) == (CommandTable.FindRoute(name) is not null));
        Assert.Empty(CommandTable.Names.Except(Commands.Keys));
        Assert.DoesNotContain(CommandTable.Names, name => CommandTable.FindRule(name) is null);
    }

    [Theory]
    [InlineData("tasks list", "viewer, lead, manager, administrator")]
    [InlineData("tasks accept", "lead, manager, administrator; worker for the own offers, tasks and presence")]
    [InlineData("keys list", "manager, administrator")]
    [InlineData("people list", "administrator")]
    [InlineData("teams list", "any")]
    [InlineData("pws login", null)]
    public void Help_says_which_roles_may_use_a_command(string name, string? roles)
    {
        Assert.Equal(roles, CommandTable.DescribeRoles(Commands[name]));
        var help = new StringWriter();
        CommandLine.Parse([.. name.Split(' '), "--help"]).Parsed.Invoke(new InvocationConfiguration { Output = help });
        Assert.Equal(roles is not null, help.ToString().Contains("Roles:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_command_asks_its_route_and_keeps_to_the_table_for_each_role()
    {
        using var quiet = new QuietConsole();
        using var folder = new TempFolder();
        await using var host = await RunningHost.StartAsync("up");
        var keys = new Dictionary<string, (Role? Role, string File)> { ["no key"] = (null, folder.File("wrong.key", "pom_wrong")) };
        foreach (var role in Enum.GetValues<Role>())
        {
            var grant = new Grant(role, role == Role.Administrator ? null : Team, role == Role.Worker ? Worker : null);
            var key = await host.Services.GetRequiredService<ApiKeys>().AddAsync(new NewKey($"command-{role}", grant), null);
            keys[role.ToName()] = (role, folder.File($"{role}.key", key.Text));
        }

        var wrong = new List<string>();
        foreach (var name in CommandTable.Names)
        {
            var (route, rule) = (CommandTable.FindRoute(name)!, CommandTable.FindRule(name)!.Value);
            foreach (var (who, (role, file)) in keys)
            {
                host.TakeAdmitted();
                var said = await RunAsync([.. Arguments(folder, name, rule), "--url", $"{host.Http.BaseAddress}", "--api-key-file", file]);
                string[] expected = IsAllowed(role, rule) ? [route] : [];
                var admitted = host.TakeAdmitted().Distinct().ToArray();
                if (!admitted.SequenceEqual(expected))
                {
                    wrong.Add($"pom {name} as {who}: {string.Join(", ", admitted)} instead of {string.Join(", ", expected)}. {said}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>The arguments name the worker's own contact where that counts, and a task that is nobody's.</summary>
    private static bool IsAllowed(Role? role, AccessRule rule) => role is { } some
        && (some.Has(rule.Needs)
            || (some == Role.Worker && some.HasForOwn(rule.Needs) && rule.Own is Ownership.WorkerInPath or Ownership.Handler));

    private static IEnumerable<string> Arguments(TempFolder folder, string name, AccessRule rule)
    {
        var command = Commands[name];
        var json = folder.File("part.json", $$"""{"name":"x-none","contact":"{{Nobody}}","unknown":1}""");
        var secret = folder.File("password", "correct horse battery");
        (string Name, string[] Values)[] options =
        [
            ("--team", [Team]), ("--data", [folder.Path]), ("--yes", []), ("--password-file", [secret]), ("--role", ["viewer"]),
            ("--priority", ["1"]), ("--to-queue", ["x-none"]), ("--for", ["30m"]),
        ];
        var given = options.Where(o => command.Options.Any(c => c.Name == o.Name)).ToList();
        var required = command.Options.Where(o => o.Required && given.TrueForAll(g => g.Name != o.Name)).ToList();
        return
        [
            .. name.Split(' '),
            .. command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 || a.ValueType == typeof(string[])).Select(a => a.Name switch
            {
                "file" => json,
                "contact" => rule.Own is Ownership.WorkerInPath ? Worker : Nobody,
                "team" when rule.Scope is TeamScope.Path => Team,

                // The handler refuses this name of a key, so no key is made and printed.
                "name" when name == "keys add" => " ",
                _ => "x-none",
            }),
            .. given.SelectMany(o => o.Values.Prepend(o.Name)),
            .. required.SelectMany(o => (string[])[o.Name, o.Name == "--worker" ? Worker : "x-none"]),
        ];
    }

    private static async Task<string> RunAsync(string[] args)
    {
        var (parsed, fault) = CommandLine.Parse(args);
        if (fault is not null)
        {
            return fault;
        }

        // An answer may wait for the presence of people whom nobody watches here; that the request was let in is known before.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(args is ["demo", ..] ? 5 : 60));
        try
        {
            var running = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return $"exit code {await parsed.InvokeAsync(running, patience.Token)}";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return "no answer";
        }
        catch (UserException refusal)
        {
            return refusal.Message;
        }
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        (command.Action is null ? [] : new[] { command }).Concat(command.Subcommands.SelectMany(Leaves));

    /// <summary>Drops what the commands of one test print, and nothing of the tests beside it.</summary>
    private sealed class QuietConsole : IDisposable
    {
        private static readonly AsyncLocal<bool> IsQuiet = new();
        private readonly (TextWriter Out, TextWriter Error) _before = (Console.Out, Console.Error);

        public QuietConsole()
        {
            IsQuiet.Value = true;
            Console.SetOut(new DroppingWriter(_before.Out));
            Console.SetError(new DroppingWriter(_before.Error));
        }

        public void Dispose()
        {
            Console.SetOut(_before.Out);
            Console.SetError(_before.Error);
        }

        private sealed class DroppingWriter(TextWriter through) : TextWriter
        {
            public override Encoding Encoding => through.Encoding;

            public override void Write(char value) => Do(() => through.Write(value));

            public override void Write(string? value) => Do(() => through.Write(value));

            public override void WriteLine(string? value) => Do(() => through.WriteLine(value));

            public override void Flush() => through.Flush();

            private static void Do(Action write)
            {
                if (!IsQuiet.Value)
                {
                    write();
                }
            }
        }
    }
}
