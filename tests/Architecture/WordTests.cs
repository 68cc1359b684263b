using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>One name for one thing: in the code, and in the glossary.</summary>
public sealed partial class WordTests
{
    [Fact]
    public void No_type_name_is_used_twice_in_the_repository()
    {
        var twice = Declared().GroupBy(d => d.Name).Where(g => g.Select(d => d.IsPartial ? d.Folder : d.File).Distinct().Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(d => d.File))}");
        Assert.Empty(twice);
    }

    [Fact]
    public void Each_type_of_the_glossary_is_declared_in_the_file_that_it_names()
    {
        var rows = File
            .ReadLines(Repository.PathTo("docs", "glossary.md"))
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .ToList();
        var types = rows
            .Select(row => Linked().Match(row))
            .Where(m => m.Success)
            .Select(m => (Name: m.Groups[1].Value, File: m.Groups[2].Value))
            .ToList();
        Assert.True(types.Count > 50, $"{types.Count} rows of the glossary name a type.");
        var declared = Declared().Select(d => (d.Name, d.File)).ToHashSet();
        Assert.All(types, t => Assert.Contains(t, declared));
    }

    [Fact]
    public void No_word_stands_twice_in_the_glossary()
    {
        var words = File.ReadLines(Repository.PathTo("docs", "glossary.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Split('|')[1].Trim()).Where(w => w != "word");
        Assert.Empty(words.GroupBy(w => w, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static IEnumerable<(string Name, string File, string Folder, bool IsPartial)> Declared() =>
        from file in Repository.Sources("*.cs")
        from match in Declaration().Matches(File.ReadAllText(Repository.PathTo(file.Split('/'))))
        select (match.Groups[2].Value, file, file[..file.LastIndexOf('/')], match.Groups[1].Value.Contains(
            "partial",
            StringComparison.Ordinal));

    // Types at the beginning of a line are not nested: namespaces are those of whole files.
    [GeneratedRegex(
        @"^((?:public |internal |file |static |sealed |abstract |partial |readonly |ref |unsafe )*)(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?,\[\]. ]+?) ([A-Z]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\[`(\w+)`\]\(\.\./([^)]+)\)")]
    private static partial Regex Linked();
}
