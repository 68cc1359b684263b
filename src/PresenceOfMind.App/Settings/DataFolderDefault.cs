namespace PresenceOfMind.App.Settings;

/// <summary>Where a program keeps its data by the custom of each platform.</summary>
internal static class DataFolderDefault
{
    private const string Name = "pom";

    public static string Path
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (OperatingSystem.IsWindows())
            {
                return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Name);
            }

            return OperatingSystem.IsMacOS()
                ? System.IO.Path.Combine(home, "Library", "Application Support", Name)
                : System.IO.Path.Combine(Xdg(Environment.GetEnvironmentVariable("XDG_DATA_HOME"), home), Name);
        }
    }

    /// <summary>XDG Base Directory: a path that is not absolute is to be ignored.</summary>
    public static string Xdg(string? dataHome, string home) =>
        System.IO.Path.IsPathRooted(dataHome) ? dataHome! : System.IO.Path.Combine(home, ".local", "share");
}
