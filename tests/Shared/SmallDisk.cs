using System.Diagnostics;

namespace PresenceOfMind.Tests.Shared;

/// <summary>A disk of a few megabytes (a tmpfs), which a test can fill. Whoever may not mount one skips the test, but not in CI.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Mounts a disk of 8 MB.</summary>
    public static SmallDisk Mount()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("pom-small-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "pom-test", folder))
        {
            return new SmallDisk(folder);
        }

        System.IO.Directory.Delete(folder);
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("CI") is "true" or "1",
            "Only root may mount the small disk that this test fills.");
        Assert.Fail("The small disk that this test fills could not be mounted.");
        throw new InvalidOperationException();
    }

    /// <summary>Takes all room that is left, or all but some.</summary>
    /// <param name="butBytes">The room that is to stay.</param>
    public void Fill(int butBytes = 0)
    {
        using var file = new FileStream(Path.Combine(Folder, Filler), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var some = new byte[4096];
        try
        {
            while (new DriveInfo(Folder).AvailableFreeSpace > butBytes)
            {
                file.Write(some);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Path.Combine(Folder, Filler));

    /// <summary>Unmounts it.</summary>
    public void Dispose()
    {
        if (!Run("umount", Folder))
        {
            Run("umount", "-l", Folder);
        }

        System.IO.Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
