namespace PresenceOfMind.Engine.Storage;

/// <summary>Keeps a second program away from a data file. The system releases it when the program dies.</summary>
internal sealed class DataLock : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Would block on Linux and on macOS; a sharing and a lock violation on Windows.
    private static readonly HashSet<int> Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    public static DataLock Acquire(string databasePath)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            var file = new FileStream(databasePath + ".lock", options);
            if (!OperatingSystem.IsWindows())
            {
                // An earlier release made it readable by all.
                File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
            }

            return new DataLock(file);
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            throw new DatabaseInUseException(databasePath);
        }
    }

    public void Dispose() => _file.Dispose();
}
