namespace EndToEnd;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_tour_of_the_readme_works_by_copy_and_paste()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the tour is for a Unix shell");
        await using var demo = await Demo.StartAsync();
        var script = string.Join('\n', Walk.Blocks("README.md", "Tour", "sh"));

        for (var walk = 0; walk < 2; walk++)
        {
            var (code, said) = await Walk.ShellAsync(script, demo, PomProcess.Repository);
            Assert.True(code == 0, said);
            Assert.Contains("waiting", said, StringComparison.Ordinal);
            Assert.Contains("assigned", said, StringComparison.Ordinal);
        }
    }
}
