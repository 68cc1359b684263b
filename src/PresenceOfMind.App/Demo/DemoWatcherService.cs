using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.App.Demo;

/// <summary>
/// The watcher that feeds the dispatcher. It is a client as any other, over HTTP; its users are its own, outside the
/// directory that people play with, so that nobody's log-in touches its session.
/// </summary>
internal sealed class DemoWatcherService(
    PomSettings settings, IDirectory directory, NotificationHub hub, IPresenceSink sink, TimeProvider clock, ILoggerFactory logs)
{
    private const string AppUser = "pom-dispatch";
    private const string EndUser = "pom-watcher";
    private const string SecretFile = "watcher.key";

    /// <summary>Makes the users where they are not there, and begins to watch.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>What ends it.</returns>
    public async Task<IAsyncDisposable> StartAsync(CancellationToken ct)
    {
        var secret = KeptSecret.ReadOrMake(settings.Data, SecretFile).Text;
        await directory.AddAppUserAsync(AppUser, secret, hidden: true);
        await directory.AddPersonAsync(new DirectoryPerson(EndUser, "The dispatcher's watcher", Hidden: true));

        var watcher = new PresenceWatcher(
            new PresenceWatcherOptions
            {
                Server = settings.Url("http", settings.PwsHttpPort),
                AppUser = AppUser,
                Password = secret,
                EndUser = EndUser,
                CallbackUrl = new Uri(settings.Url("http", settings.Port), PagePortExtensions.Listener),
                Contacts = DemoPeople.Contacts,
                FetchInterval = settings.FetchInterval,
                OwnsSession = true,
            },
            hub,
            logger: logs.CreateLogger<PresenceWatcher>());
        var source = new WatcherSourceService(watcher, sink, DemoPeople.Team, clock, logs.CreateLogger<WatcherSourceService>());
        await source.StartAsync(ct);
        return new Running(watcher, source);
    }

    /// <summary>Ends the source before the watcher that it reads.</summary>
    private sealed class Running(PresenceWatcher watcher, WatcherSourceService source) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await source.StopAsync(CancellationToken.None);
            source.Dispose();
            await watcher.DisposeAsync();
        }
    }
}
