using System.Globalization;

namespace EndToEnd.Time;

/// <summary>
/// The machine's clock as a program sees it, which a test sets at any time, by Debian's faketime. The monotonic clock stays
/// real, as on a machine whose clock is set; without that .NET's waits hang.
/// </summary>
internal sealed class FakedClock : IDisposable
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-clock-").FullName;

    public FakedClock()
    {
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(!File.Exists(Library) && !isCi, $"{Library} is not there: apt-get install faketime");
        Assert.True(File.Exists(Library), $"{Library} is not there: apt-get install faketime");
        Set(TimeSpan.Zero);
    }

    /// <summary>What the program has to get, for <see cref="PomProcess.StartProgram"/>.</summary>
    public Dictionary<string, string> Environs => new()
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = Offset,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>How far the program's clock is from the real one.</summary>
    public TimeSpan Ahead { get; private set; }

    private string Offset => Path.Combine(_folder, "offset");

    /// <summary>Sets the program's clock, also while it runs.</summary>
    /// <param name="ahead">How far from the real one; negative for behind.</param>
    public void Set(TimeSpan ahead)
    {
        // In one step, since the program reads it whenever it asks for the time.
        var next = Offset + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{ahead.TotalSeconds:+0;-0;+0}\n"));
        File.Move(next, Offset, overwrite: true);
        Ahead = ahead;
    }

    /// <summary>Starts pom with this clock.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public PomProcess Start(string folder, params string[] arguments) =>
        PomProcess.StartProgram(folder, Path.Combine(PomProcess.Folder, "pom.dll"), Environs, arguments);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
