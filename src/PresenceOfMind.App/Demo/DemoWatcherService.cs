using PresenceOfMind.App.Files;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.App.Sources;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.App.Demo;

/// <summary>
/// The watcher that feeds the dispatcher. It is a client as any other, over HTTP; its users are its own, outside the
/// directory that people try, so that no log-in touches its session.
/// </summary>
internal sealed class DemoWatcherService(PomSettings settings, IDirectory directory, SourceService source)
{
    private const string AppUser = "pom-dispatch";
    private const string EndUser = "pom-watcher";

    /// <summary>The file of the data folder that keeps the watcher's password.</summary>
    public const string SecretFile = "watcher.key";

    /// <summary>Where the watcher hears of changes.</summary>
    /// <param name="settings">The settings, with the ports that are in use.</param>
    public static Uri Callback(PomSettings settings) =>
        new(settings.Url("http", settings.PageHttps ? settings.PwsHttpPort : settings.Port), ListenExtensions.Listener);

    /// <summary>Makes the users where they are not there, and begins to watch.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What ends it.</returns>
    public async Task<IAsyncDisposable> StartAsync(CancellationToken cancellationToken)
    {
        var secret = StoredSecret.ReadOrMake(settings.Data, SecretFile);
        await directory.AddAppUserAsync(AppUser, secret, hidden: true);
        await directory.AddPersonAsync(new DirectoryPerson(EndUser, "The dispatcher's watcher", Hidden: true));

        return await source.StartAsync(
            new PresenceWatcherOptions
            {
                Server = settings.Url("http", settings.PwsHttpPort),
                AppUser = AppUser,
                Password = secret,
                EndUser = EndUser,
                CallbackUrl = Callback(settings),
                FetchInterval = settings.FetchInterval,
                OwnsSession = true,
            },
            cancellationToken);
    }
}
