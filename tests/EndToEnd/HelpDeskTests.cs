namespace EndToEnd;

public sealed class HelpDeskTests
{
    private const string Page = "docs/dispatch.md";
    private const string Section = "A help desk";

    [Fact]
    public async Task The_help_desk_of_the_dispatch_page_works_by_copy_and_paste()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the walk is for a Unix shell");
        await using var demo = await Demo.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "helpdesk.json"),
            Assert.Single(Walk.Blocks(Page, Section, "json")),
            TestContext.Current.CancellationToken);
        var steps = Walk.Blocks(Page, Section, "sh");
        Assert.Equal(4, steps.Count);
        var env = "export POM_TEAM=helpdesk\n";

        Assert.Contains("helpdesk", await SaidAsync(steps[0]), StringComparison.Ordinal);

        var given = await SaidAsync(env + steps[1]);
        Assert.Contains("offered", given, StringComparison.Ordinal);
        var list = given[given.LastIndexOf("The VPN is down", StringComparison.Ordinal)..] + given;
        foreach (var name in (string[])["Nora Quist", "Omar Haddad", "Pia Sand"])
        {
            Assert.Contains(name, list, StringComparison.OrdinalIgnoreCase);
        }

        var freed = await SaidAsync(env + steps[2]);
        Assert.Contains("waiting", freed, StringComparison.Ordinal);
        Assert.Contains("completed: solved", freed, StringComparison.Ordinal);

        await SaidAsync(env + steps[3]);

        async Task<string> SaidAsync(string script)
        {
            var (code, said) = await Walk.ShellAsync(script, demo, demo.Folder);
            Assert.True(code == 0, said);
            return said;
        }
    }
}
