namespace PresenceOfMind.Engine.Storage;

/// <summary>Keeps a second program away from a data file. The system releases it when the program dies.</summary>
internal sealed class DataLock : IDisposable
{
    // Would block on Linux and on macOS; a sharing and a lock violation on Windows.
    private static readonly HashSet<int> Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    public static DataLock Acquire(string databasePath)
    {
        try
        {
            return new DataLock(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            throw new DatabaseInUseException(databasePath);
        }
    }

    public void Dispose() => _file.Dispose();
}
