using System.Text.Json;
using System.Text.RegularExpressions;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Settings;

public sealed partial class SettingsDocumentTests
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

    [Fact]
    public void The_default_that_help_and_document_name_is_the_default()
    {
        var standard = new PomSettings();
        var values = 0;
        foreach (var setting in SettingTable.All)
        {
            if (Default().Match(setting.Help) is { Success: true } help && setting.Apply(standard, help.Groups[1].Value) is { } applied)
            {
                values++;
                Assert.Equal(standard, applied with { Server = standard.Server });
                Assert.Equal(Options(standard), Options(applied));
                Assert.Equal(help.Groups[1].Value, Assert.Single(Rows, row => row[2] == $"`{setting.Variable}`")[5]);
            }
        }

        Assert.True(values > 15, $"Only {values} settings name their default in the help.");
    }

    [Fact]
    public void The_documents_name_the_common_ports_as_they_are() =>
        Assert.Contains(
            string.Join(", ", CommonPorts.Default), File.ReadAllText(Repository.PathTo("docs", "commands.md")), StringComparison.Ordinal);

    private static string Options(PomSettings settings)
    {
        var options = new PresenceServerOptions();
        settings.Server(options);
        return JsonSerializer.Serialize(options);
    }

    [GeneratedRegex(@"Default ([^ ]+)\.$")]
    private static partial Regex Default();
}
