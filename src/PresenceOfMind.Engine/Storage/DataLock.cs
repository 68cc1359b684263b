namespace PresenceOfMind.Engine.Storage;

/// <summary>Keeps a second program away from a data file. The system releases it when the program dies.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    public static DataLock Take(string databasePath)
    {
        try
        {
            return new DataLock(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new DatabaseInUseException(databasePath);
        }
    }

    public void Dispose() => _file.Dispose();
}
