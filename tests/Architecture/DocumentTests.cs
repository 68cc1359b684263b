using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>Documents that readers can follow.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Pages => [.. Repository.Sources("*.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_link_to_a_file_leads_to_one(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathTo(page.Split('/')))!;
        var links = Link().Matches(File.ReadAllText(Repository.PathTo(page.Split('/')))).Select(m => m.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'));
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_page_says_first_for_whom_it_is(string page)
    {
        var first = File.ReadLines(Repository.PathTo(page.Split('/'))).First(line => line.Length > 0 && !line.StartsWith('#'));
        Assert.Matches("^This (page|record) is for ", first);
    }

    [Fact]
    public void Each_document_stands_in_the_index()
    {
        var index = File.ReadAllText(Repository.PathTo("docs", "README.md"));
        var pages = Repository.Sources("*.md").Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && p.Count(c => c == '/') == 1);
        Assert.DoesNotContain(
            pages.Select(p => p["docs/".Length..]), p => p != "README.md" && !index.Contains($"]({p})", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_decision_has_the_same_form_and_stands_in_the_index()
    {
        var index = File.ReadAllText(Repository.PathTo("docs", "decisions", "README.md"));
        var records = Repository.Sources("*.md").Where(p => p.StartsWith("docs/decisions/0", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(records);
        foreach (var record in records)
        {
            var text = File.ReadAllText(Repository.PathTo(record.Split('/')));
            Assert.Equal(["Context", "Decision", "Consequences"], Heading().Matches(text).Select(m => m.Groups[1].Value.Trim()));
            Assert.Contains($"]({Path.GetFileName(record)})", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_requirement_of_the_checklist_has_a_state_and_what_is_met_names_tests_that_are_there()
    {
        var tests = Repository.Sources("*Tests.cs").Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        var rows = Requirement().Matches(File.ReadAllText(Repository.PathTo("docs", "asvs.md"))).Select(m => m.Groups).ToList();
        Assert.True(rows.Count > 100, $"The checklist has only {rows.Count} rows.");
        Assert.All(rows, row =>
        {
            var named = TestName().Matches(row["shown"].Value).Select(m => m.Groups[1].Value).ToList();
            Assert.Contains(row["state"].Value, (string[])["met", "partly", "not met", "operator"]);
            Assert.True(row["state"].Value != "met" || named.Count > 0, $"No test shows {row["what"].Value}.");
            Assert.DoesNotContain(named, name => !tests.Contains(name));
        });
    }

    [GeneratedRegex(@"^\| (?<what>[0-9][^|]*) \| (?<state>[^|]+) \| (?<shown>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Requirement();

    [GeneratedRegex(@"`([A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
