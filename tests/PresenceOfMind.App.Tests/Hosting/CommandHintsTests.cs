using System.Net;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Hosting;

public sealed class CommandHintsTests
{
    [Fact]
    public void Where_all_is_as_usual_commands_need_no_options()
    {
        var hints = new CommandHints(new PomSettings());
        Assert.Equal(("pom a", "pom b", "pom c"), (hints.Pws("pom a"), hints.Api("pom b"), hints.Admin("pom c", 8080)));
    }

    [Fact]
    public void Ports_addresses_and_folders_that_are_not_the_usual_ones_are_named()
    {
        var hints = new CommandHints(
            new PomSettings
            {
                Address = IPAddress.Parse("10.0.0.5"),
                PwsHttpPort = 9082,
                Port = 8080,
                AdminPort = 9084,
                Data = "/srv/my data",
            });
        Assert.Equal("pom a --server http://10.0.0.5:9082", hints.Pws("pom a"));
        Assert.Equal("pom b --url http://10.0.0.5:8080", hints.Api("pom b"));
        Assert.Equal("pom c --url http://10.0.0.5:9084 --data '/srv/my data'", hints.Admin("pom c", 9084).Replace('"', '\''));
    }

    [Theory]
    [InlineData("plain-1.0/x:y@z", "plain-1.0/x:y@z")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    public void A_word_is_quoted_where_a_shell_would_read_it_otherwise(string word, string quoted)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Another shell quotes otherwise.");
        Assert.Equal(quoted, ShellText.Quote(word));
    }
}
