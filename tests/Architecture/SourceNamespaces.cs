using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>
/// Compares the namespaces that source files declare with their folders: <c>src/A.B/C/D.cs</c> declares <c>A.B.C</c> and no other.
/// </summary>
internal static partial class SourceNamespaces
{
    /// <summary>The files of a project that declare another namespace than their folder.</summary>
    /// <param name="project">The project's folder below <c>src</c>.</param>
    /// <exception cref="InvalidOperationException">The project has no files: the check looks at the wrong place.</exception>
    public static IReadOnlyList<string> FindMisplaced(string project)
    {
        var root = Repository.PathTo("src", project);
        var files = Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) || f.Path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !f.Path.StartsWith("bin/", StringComparison.Ordinal) && !f.Path.StartsWith("obj/", StringComparison.Ordinal))
            .ToList();
        return files.Count == 0
            ? throw new InvalidOperationException($"src/{project} has no source files.")
            : [.. files.Select(f => Check(project, f.Path, File.ReadAllText(f.File))).OfType<string>()];
    }

    /// <summary>What is wrong with one file; null where nothing is. A Razor file has its folder's namespace unless it names one.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="path">The file, below that folder, with <c>/</c> between folders.</param>
    /// <param name="text">What the file holds.</param>
    public static string? Check(string project, string path, string text)
    {
        var parts = path.Split('/')[..^1];
        var expected = string.Join('.', [project, .. parts]);
        var declared = Declaration().Matches(text).Select(m => m.Groups["name"].Value).ToList();
        var isRight = declared.All(name => name == expected)
            && (declared.Count == 1 || (declared.Count == 0 && path.EndsWith(".razor", StringComparison.Ordinal)));
        return isRight
            ? null
            : $"src/{project}/{path} declares {(declared.Count == 0 ? "no namespace" : string.Join(" and ", declared))}; its folder "
                + $"says {expected}";
    }

    [GeneratedRegex(@"^[\t ]*@?namespace[\t ]+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
