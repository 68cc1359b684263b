namespace PresenceOfMind.App.Files;

/// <summary>Files that only their owner can read.</summary>
internal static class OwnerFile
{
    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file; what it held is replaced.</param>
    /// <param name="text">What it is to hold.</param>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var half = path + ".new";
        File.Delete(half);
        using (var writer = new StreamWriter(half, options))
        {
            writer.Write(text);
        }

        File.Move(half, path, overwrite: true);
    }
}
