using System.CommandLine;
using System.CommandLine.Parsing;
using PresenceOfMind.App.Commands;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => CommandLineTests.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_an_example_that_is_one_of_it(string path)
    {
        var command = Find(path);
        var example = CommandExamples.Find(command);
        Assert.NotNull(example);
        var (parsed, fault) = CommandLine.Parse([.. CommandLineParser.SplitCommandLine(example.Split('>')[0]).Skip(1)]);
        Assert.Null(fault);
        Assert.Equal(path.Length == 0 ? "up" : command.Name, parsed.CommandResult.Command.Name);

        Assert.Contains($"Example:\n  {example}", Help(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "--pws-server")]
    [InlineData("up", "--nodes")]
    [InlineData("", "--directory")]
    [InlineData("server", "--teams")]
    [InlineData("server", "--port")]
    [InlineData("dispatch", "--presence-rules")]
    public void Help_lists_only_settings_that_the_command_has(string path, string foreign)
    {
        Assert.DoesNotContain(foreign + " ", Help(path), StringComparison.Ordinal);
        Assert.Contains($"there is no option {foreign}", CommandLine.Parse([.. Words(path), foreign, "x"]).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_belongs_to_a_program_and_to_a_group()
    {
        Command[] programs = [Find("up"), Find("server"), Find("dispatch")];
        foreach (var setting in SettingTable.All.Where(s => !s.IsSecret))
        {
            Assert.Contains(programs, p => p.Options.Any(o => o.Name == setting.Option));
        }

        Assert.DoesNotContain(programs.SelectMany(HelpLayout.GroupsOf), group => group.Key == "Options:");
    }

    [Fact]
    public void Options_stand_in_groups_the_own_ones_first()
    {
        var help = Help("pws create");
        string[] groups = ["Options:", "Server and users:", "Endpoint:", "General options:"];
        Assert.Equal(groups, groups.OrderBy(g => help.IndexOf(g, StringComparison.Ordinal)));
        Assert.All(groups, g => Assert.Contains(g, help, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_and_version_are_commands_too()
    {
        Assert.Equal(Help("pws watch"), Run("help", "pws", "watch"));
        Assert.Equal(Help(""), Run("help"));
        Assert.Equal(Run("--version"), Run("version"));
        Assert.Equal(
            "there is no command wach in pws; there are: delete, create, endpoint, get-subscribed-presence, login, logout, status, "
                + "set-presence, get-presence, watch.",
            Assert.Throws<UserException>(() => Run("help", "pws", "wach")).Message);
    }

    private static string Help(string path) => Run([.. Words(path), "--help"]);

    private static string Run(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        CommandLine.Parse(args).Parsed.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Command Find(string path) =>
        Words(path).Aggregate((Command)CommandLine.Make(), (command, word) => command.Subcommands.Single(c => c.Name == word));
}
