using System.Text;

namespace EndToEnd;

/// <summary>
/// Keeps what each program of the tests wrote, for <c>tests/secrets.sh</c>, which looks for secrets there: its arguments, which the
/// machine's process list shows, what it printed, and its data folder.
/// </summary>
internal static class WrittenOutput
{
    /// <summary>The variable that names the folder where it is kept; nothing is kept where it is not set.</summary>
    public const string Variable = "TESTS_WRITTEN";

    /// <summary>What holds secrets by design, for its owner alone: the administrator's key, and what protects the page's cookies.</summary>
    private static readonly string[] OwnersFiles = ["admin.key", "page-keys", "certificate.pfx"];

    /// <summary>The commands that own a data folder, which other commands only visit.</summary>
    private static readonly string[] Servers = ["up", "server", "dispatch"];

    /// <summary>Keeps what a program wrote until it ended.</summary>
    /// <param name="folder">The program's current folder.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="output">What it printed.</param>
    /// <param name="error">What it complained of.</param>
    public static void Keep(string folder, string[] command, string output, string error)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } to)
        {
            return;
        }

        // The text of a key is shown once, to who makes it.
        var showsKey = command.Contains("keys") && (command.Contains("add") || command.Contains("rotate"));
        var name = Path.Combine(to, Guid.NewGuid().ToString("N"));
        File.WriteAllText($"{name}.txt", $"{string.Join(' ', command)}\n{(showsKey ? "" : output)}\n{error}");
        var data = command.Intersect(Servers).Any() ? command.SkipWhile(a => a != "--data").ElementAtOrDefault(1) : null;
        if (data is not null && Directory.Exists(Path.Combine(folder, data)))
        {
            KeepData(new DirectoryInfo(Path.Combine(folder, data)), name);
        }
    }

    private static void KeepData(DirectoryInfo data, string name)
    {
        using var kept = new StreamWriter($"{name}.data", append: false, Encoding.Latin1);
        foreach (var file in data.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(data.FullName, file.FullName);
            if (OwnersFiles.Contains(path.Split(Path.DirectorySeparatorChar)[0]))
            {
                continue;
            }

            kept.WriteLine(path);
            foreach (var text in Texts(Read(file)))
            {
                kept.WriteLine(text);
            }
        }
    }

    /// <summary>Reads a file without a lock, which would keep the program from starting again.</summary>
    private static byte[] Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The runs of printable characters in a file, of the length of a secret at least.</summary>
    private static IEnumerable<string> Texts(byte[] bytes)
    {
        const int Shortest = 12;
        var begin = 0;
        for (var i = 0; i <= bytes.Length; i++)
        {
            if (i < bytes.Length && bytes[i] is >= 0x20 and < 0x7f)
            {
                continue;
            }

            if (i - begin >= Shortest)
            {
                yield return Encoding.ASCII.GetString(bytes, begin, i - begin);
            }

            begin = i + 1;
        }
    }
}
