using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Tests.Settings;

public sealed class SettingsPageTests
{
    /// <summary>Set, this writes the page anew in place of comparing it.</summary>
    private const string Write = "POM_WRITE_DOCS";

    [Fact]
    public void The_reference_of_the_settings_is_what_the_code_says()
    {
        var path = Path.Combine(Root(), "docs", "dispatch-settings.md");
        var page = SettingsPage.Make();
        if (Environment.GetEnvironmentVariable(Write) is not null)
        {
            File.WriteAllText(path, page);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page,
            $"docs/dispatch-settings.md is not what the code says; write it anew by running this test with {Write}=1.");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Each_strategy_stands_in_the_reference_and_on_the_page_of_strategies(string name)
    {
        Assert.Contains($"`{name}`", File.ReadAllText(Path.Combine(Root(), "docs", "dispatch-settings.md")), StringComparison.Ordinal);
        Assert.Contains($"**{name}**", File.ReadAllText(Path.Combine(Root(), "docs", "dispatch.md")), StringComparison.Ordinal);
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.Names];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PresenceOfMind.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the project's folder.");
        }

        return folder.FullName;
    }
}
