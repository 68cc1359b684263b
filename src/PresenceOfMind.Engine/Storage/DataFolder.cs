namespace PresenceOfMind.Engine.Storage;

/// <summary>Makes the folder and the file that hold sessions' keys, so that only their owner can read them.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    /// <summary>Refuses a folder whose data file is gone while the changes beside it are there: opening would delete them.</summary>
    /// <exception cref="StorageException">It is so.</exception>
    public static void RefuseLostFile(string path)
    {
        var (file, changes) = (new FileInfo(path), new FileInfo(path + "-wal"));
        if (changes is { Exists: true, Length: > 0 } && file is not { Exists: true, Length: > 0 })
        {
            throw new StorageException(
                $"{path} is {(file.Exists ? "empty" : "missing")}, but {changes.Name} beside it holds changes, which a start would delete. "
                + $"Put {file.Name} back (from where it went, or from a back-up), or move {changes.Name} away to start anew, or choose "
                + "another folder with --data.");
        }
    }

    /// <summary>
    /// Makes an empty data file where there is none: the folder may have been there before, and open to all. SQLite gives the
    /// files beside it the same mode.
    /// </summary>
    public static void MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        if (!File.Exists(path))
        {
            using var made = new FileStream(path, options);
        }
    }
}
