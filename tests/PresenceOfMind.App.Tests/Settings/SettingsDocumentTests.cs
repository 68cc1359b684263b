using PresenceOfMind.App.Settings;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Settings;

public sealed class SettingsDocumentTests
{
    private static readonly List<string[]> Rows =
    [
        .. File.ReadLines(Repository.PathTo("docs", "configuration.md")).Where(line => line.Contains("`POM_", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Each_setting_has_a_row_in_the_document_with_its_three_spellings()
    {
        foreach (var setting in SettingTable.All)
        {
            var row = Assert.Single(Rows, row => row[2] == $"`{setting.Variable}`");
            Assert.Equal($"`{setting.Key}`", row[3]);
            Assert.True(row[1] == $"`{setting.Option}`" || row[1].Length == 0, $"{setting.Name} is {row[1]} in docs/configuration.md.");
        }
    }

    [Fact]
    public void The_document_has_no_row_for_a_setting_that_is_not_there() =>
        Assert.Empty(Rows.Select(row => row[2].Trim('`')).Except(SettingTable.All.Select(setting => setting.Variable)));
}
