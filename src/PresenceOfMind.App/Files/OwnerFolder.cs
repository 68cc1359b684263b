namespace PresenceOfMind.App.Files;

/// <summary>Folders that only their owner can read.</summary>
internal static class OwnerFolder
{
    /// <summary>Makes a folder, or takes the rights of others from one that an earlier release made.</summary>
    /// <param name="path">The folder, in one that is there.</param>
    public static DirectoryInfo Make(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = new DirectoryInfo(path);
        if (OperatingSystem.IsWindows())
        {
            folder.Create();
        }
        else
        {
            Directory.CreateDirectory(path, Owner);
            File.SetUnixFileMode(path, Owner);
        }

        return folder;
    }
}
