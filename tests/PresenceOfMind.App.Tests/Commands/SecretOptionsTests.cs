using System.CommandLine;
using System.Text.RegularExpressions;
using PresenceOfMind.App.Commands;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Commands;

/// <summary>No option that help shows takes a secret, since every user of the machine sees a command line.</summary>
public sealed partial class SecretOptionsTests
{
    [Fact]
    public void Options_for_secrets_name_files()
    {
        var shown = All(CommandLine.Make()).SelectMany(c => c.Options).Where(o => !o.Hidden && Secret().IsMatch(o.Name)).ToList();
        Assert.Contains(shown, o => o.Name == "--password-file");
        Assert.Contains(shown, o => o.Name == "--certificate-password-file");
        Assert.All(shown, o => Assert.Equal((o.Name, "file"), (o.Name, o.HelpName)));
    }

    [Fact]
    public void Examples_show_no_secret()
    {
        foreach (var example in All(CommandLine.Make()).Select(CommandExamples.Find).OfType<string>())
        {
            Assert.DoesNotMatch(@"--\S*(password|secret|token)\s", example);
        }
    }

    [Fact]
    public void A_secret_of_the_settings_comes_from_a_file_and_not_from_one_that_is_empty_or_not_there()
    {
        using var folder = new TempFolder();
        var file = folder.File("password", "  secret\n");
        var setting = SettingTable.All.Single(s => s.Name == "certificate-password-file");
        Assert.Equal("secret", setting.Apply(new PomSettings(), file)!.CertificatePassword);
        Assert.Null(setting.Apply(new PomSettings(), folder.File("empty", " \n")));
        Assert.Null(setting.Apply(new PomSettings(), folder.File("none")));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("password|secret|token|api-key")]
    private static partial Regex Secret();
}
