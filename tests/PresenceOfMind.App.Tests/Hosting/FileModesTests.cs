namespace PresenceOfMind.App.Tests.Hosting;

/// <summary>Everything in the data folder is for its owner alone, as docs/configuration.md says.</summary>
public sealed class FileModesTests
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("up", "pom.db pom.db-wal pom.db-shm pom.db.lock pws.pem pws.crt page-keys")]
    [InlineData("server", "pom.db pom.db-wal pom.db-shm pom.db.lock pws.pem pws.crt")]
    [InlineData("dispatch", "pom.db pom.db-wal pom.db-shm pom.db.lock page-keys")]
    public async Task Nobody_else_reads_the_data_folder_and_what_is_in_it(string command, string names)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have other rights there.");
        await using var host = await RunningHost.StartAsync(command);

        // The page writes the key of its forms when it is asked for the first time.
        using var page = await host.Http.GetAsync("/", TestContext.Current.CancellationToken);
        var data = new DirectoryInfo(host.Settings.Data);
        var entries = data.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(data).ToList();
        Assert.All(names.Split(' '), name => Assert.Contains(entries, entry => entry.Name == name));
        Assert.All(
            entries,
            entry => Assert.Equal((entry.FullName, entry is DirectoryInfo ? Folder : File), (entry.FullName, entry.UnixFileMode)));
    }
}
