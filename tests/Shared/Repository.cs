namespace PresenceOfMind.Tests.Shared;

/// <summary>The files of the project, for tests that read documents or sources.</summary>
public static class Repository
{
    /// <summary>The environment variable with which tests write generated documents instead of comparing them.</summary>
    public const string WriteVariable = "POM_WRITE_DOCS";

    /// <summary>The path of a file or folder of the project.</summary>
    /// <param name="parts">Its path from the project's folder, part by part.</param>
    /// <exception cref="InvalidOperationException">The test does not run inside the project's folder.</exception>
    public static string PathTo(params ReadOnlySpan<string> parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PresenceOfMind.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the project's folder.");
        }

        return Path.Combine([folder.FullName, .. parts]);
    }

    /// <summary>
    /// The files of the project that people wrote, without those that builds made: paths from the project's folder, with slashes.
    /// </summary>
    /// <param name="pattern">What their names match, for example <c>*.cs</c>.</param>
    public static IEnumerable<string> Sources(string pattern)
    {
        var root = PathTo();
        return new DirectoryInfo(root).EnumerateDirectories()
            .Where(folder => !folder.Name.StartsWith('.'))
            .SelectMany(folder => folder.EnumerateFiles(pattern, SearchOption.AllDirectories))
            .Concat(new DirectoryInfo(root).EnumerateFiles(pattern))
            .Select(file => Path.GetRelativePath(root, file.FullName).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Compares a generated document with what it is generated from; writes it instead where that is asked for.</summary>
    /// <param name="text">What it has to be.</param>
    /// <param name="parts">Its path from the project's folder, part by part.</param>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void CheckDocument(string text, params ReadOnlySpan<string> parts)
    {
        var path = PathTo(parts);
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            File.WriteAllText(path, text);
        }

        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != text)
        {
            throw new InvalidOperationException(
                $"{string.Join('/', parts)} is not what the code says; run this test with {WriteVariable}=1 to write it.");
        }
    }
}
