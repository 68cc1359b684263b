using System.CommandLine;
using System.Text.RegularExpressions;
using PresenceOfMind.App.Commands;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Commands;

/// <summary>What holds for every command line; the commands are found from the root, so that a new one is among them.</summary>
public sealed partial class CommandLineTests
{
    public static TheoryData<string> Commands => [.. Leaves(CommandLine.Make(), []).Select(c => string.Join(' ', c.Path))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_operand_that_begins_with_a_dash_is_refused_by_every_command(string path)
    {
        var command = Find(path);
        foreach (var misspelled in new[] { "--overide", "--jsno", "-x", "-5", "--no-such=1", "-" + command.Name })
        {
            string[] args = [.. Words(path), .. Operands(command), misspelled];

            Assert.StartsWith($"there is no option {misspelled.Split('=')[0]}", CommandLine.Parse(args).Fault, StringComparison.Ordinal);
            Assert.NotNull(CommandLine.Parse([.. Words(path), misspelled, .. Operands(command)]).Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void After_two_dashes_an_operand_may_begin_with_a_dash(string path)
    {
        var command = Find(path);
        var texts = command.Arguments.Where(a => a.ValueType == typeof(string) || a.ValueType == typeof(string[])).ToList();
        if (texts.Count == 0 || texts.Count != command.Arguments.Count)
        {
            return;
        }

        var (parsed, fault) = CommandLine.Parse([.. Words(path), .. Required(command), "--", .. texts.Select(_ => "--json")]);

        Assert.Null(fault);
        Assert.All(
            parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>(),
            a => Assert.Equal("--json", Assert.Single(a.Tokens).Value));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_option_never_takes_another_one_for_its_value(string path)
    {
        var command = Find(path);
        foreach (var option in command.Options.Where(o => o.Arity.MinimumNumberOfValues > 0))
        {
            string[] args = [.. Words(path), .. Operands(command), option.Name, "--json"];

            Assert.StartsWith(
                $"{option.Name} needs a value, and --json looks like an option.",
                CommandLine.Parse(args).Fault,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_flag_takes_no_value(string path)
    {
        var command = Find(path);
        foreach (var flag in command.Options.OfType<Option<bool>>())
        {
            Assert.StartsWith(
                $"{flag.Name} takes no value",
                CommandLine.Parse([.. Words(path), .. Operands(command), $"{flag.Name}=x"]).Fault,
                StringComparison.Ordinal);
            Assert.Equal(ArgumentArity.Zero, flag.Arity);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_begins_with_an_at_sign_names_no_file_of_arguments(string path)
    {
        var command = Find(path);
        if (command.Arguments.Count == 0 || command.Arguments.Any(a => a.ValueType == typeof(int)))
        {
            return;
        }

        var (parsed, fault) = CommandLine.Parse(
            [.. Words(path), .. Required(command), .. command.Arguments.Select(_ => "@nora please call")]);

        Assert.Null(fault);
        Assert.Contains(parsed.Tokens, t => t.Value == "@nora please call");
    }

    [Theory]
    [InlineData("did you mean --override?", "pws set-presence AWAY joe --overide")]
    [InlineData("did you mean --listen?", "pws create --lissten 8080 rita")]
    [InlineData("did you mean --host?", "pws watch joe --hots x")]
    [InlineData("did you mean --override?", "pws set-presence AWAY joe --over")]
    [InlineData("did you mean --json?", "tasks show x -json")]
    [InlineData("did you mean --json?", "tasks show x --JSON")]
    [InlineData("did you mean --port?", "up --prot 8080")]
    [InlineData("did you mean --port?", "--prot 8080")]
    [InlineData("there is no option --port; did you mean --server-port?", "--port 8080 pws get-presence joe")]
    [InlineData("there is no option --server; did you mean --pws-server?", "dispatch --server https://imp.example.com:8083")]
    public void The_nearest_option_is_suggested(string said, string line) =>
        Assert.Contains(said, CommandLine.Parse(Words(line)).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("tasks list --sort -added")]
    [InlineData("tasks add x --priority -5")]
    [InlineData("tasks add x --id=--y")]
    [InlineData("tasks add x --attributes @file")]
    [InlineData("teams configure x -")]
    [InlineData("--config pom.json tasks list")]
    [InlineData("tasks list --config pom.json")]
    [InlineData("pws set-presence AWAY --override true")]
    [InlineData("pws watch joe --host 10.0.0.5 --listen 8080")]
    [InlineData("pws set-presence --overide --help")]
    [InlineData("[suggest:20] pom")]
    public void What_is_meant_so_is_taken_so(string line) => Assert.Null(CommandLine.Parse(Words(line)).Fault);

    [Fact]
    public void The_options_of_pws_commands_are_those_that_the_documents_list()
    {
        var rows = File.ReadLines(Repository.PathTo("docs", "commands.md"))
            .SkipWhile(line => !line.StartsWith("| option |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.NotEmpty(rows);
        Command[] commands = [.. Find("pws").Subcommands, Find("doctor")];
        foreach (var row in rows)
        {
            var named = Code().Matches(row[2]).Select(m => m.Groups[1].Value).ToList();
            var taking = row[2].StartsWith("all", StringComparison.Ordinal) ? [.. commands.Select(c => c.Name).Except(named)] : named;
            foreach (var option in Code().Matches(row[1]).Select(m => m.Groups[1].Value))
            {
                Assert.Equal(taking.Order(), commands.Where(c => c.Options.Any(o => o.Name == option)).Select(c => c.Name).Order());
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Command Find(string path) =>
        Words(path).Aggregate((Command)CommandLine.Make(), (command, word) => command.Subcommands.Single(c => c.Name == word));

    private static IEnumerable<string> Operands(Command command) =>
        command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 || a.ValueType == typeof(string[])).Select(
            a => a.ValueType == typeof(int) ? "1" : "x");

    private static IEnumerable<string> Required(Command command) =>
        command.Options.Where(o => o.Required).SelectMany(o => new[] { o.Name, "x" });

    private static IEnumerable<(string[] Path, Command Command)> Leaves(Command command, string[] path) =>
        (command.Action is null ? [] : new[] { (path, command) }).Concat(command.Subcommands.SelectMany(c => Leaves(c, [.. path, c.Name])));
}
