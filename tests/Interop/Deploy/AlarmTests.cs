using PresenceOfMind.Tests.Shared;

namespace Interop.Deploy;

/// <summary>Prometheus's own tool accepts the alarms, and runs their unit tests.</summary>
public sealed class AlarmTests : IDisposable
{
    private const string Tool = "/usr/bin/promtool";
    private const string Rules = "pom-alerts.yml";
    private const string UnitTests = "pom-alerts.test.yml";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pom-alarms-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_alarms_pass_their_unit_tests_and_each_has_one()
    {
        ForeignProgram.Needs(File.Exists(Tool), "Prometheus's tools");
        var (rules, tests) = Copy();
        await PassesAsync("check", "rules", rules);
        await PassesAsync("test", "rules", tests);
        var names = File.ReadLines(rules).Where(l => l.Contains("- alert: ", StringComparison.Ordinal)).Select(l => l.Split(": ")[1]);
        var tested = File.ReadAllText(tests);
        Assert.All(names, name => Assert.Contains($"alertname: {name}\n", tested, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dispatch_workers_unconfirmed > 0", "dispatch_workers_unconfirmed > 3")]
    [InlineData("dispatch_source_age_seconds > 1500", "dispatch_source_age_seconds > 500")]
    [InlineData("severity: critical", "severity: warning")]
    public async Task An_alarm_that_is_wrong_does_not_pass(string right, string wrong)
    {
        ForeignProgram.Needs(File.Exists(Tool), "Prometheus's tools");
        var (rules, tests) = Copy();
        var text = await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken);
        Assert.Contains(right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            rules, text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await ForeignProgram.RunAsync(Tool, "test", "rules", tests)).Code);
    }

    private static async Task PassesAsync(params string[] arguments)
    {
        var (code, output) = await ForeignProgram.RunAsync(Tool, arguments);
        Assert.True(code == 0, output);
    }

    private (string Rules, string Tests) Copy()
    {
        foreach (var name in (string[])[Rules, UnitTests])
        {
            File.Copy(Repository.PathTo("deploy", "prometheus", name), Path.Combine(_folder.FullName, name));
        }

        return (Path.Combine(_folder.FullName, Rules), Path.Combine(_folder.FullName, UnitTests));
    }
}
