using PresenceOfMind.Client.Wire;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// Where a watcher's nodes are: home, by redirect too, and the backup, from the settings or as the login at home named it.
/// </summary>
internal sealed class WatcherNodes(IPwsClient client, PresenceWatcherOptions options)
{
    private readonly Uri _server = RestPaths.BaseOf(options.Server);

    /// <summary>Whether the server of the settings once said that home is elsewhere.</summary>
    private bool _redirects;

    /// <summary>The application user's password, as it is now.</summary>
    public string Password { get; set; } = options.Password;

    /// <summary>The backup; null while none is known.</summary>
    public Uri? Backup { get; private set; } = options.BackupServer;

    /// <summary>Logs both users in.</summary>
    /// <param name="at">Where to begin.</param>
    /// <param name="force">Whether to end the sessions that there are.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sessions, and whether they are at the end user's home.</returns>
    public async Task<(PwsLogin Pair, bool AtHome)> LogInAsync(Node at, bool force, CancellationToken cancellationToken)
    {
        var asked = at == Node.Home ? _server : RestPaths.BaseOf(Backup!);
        var pair = await client.At(asked).LogInBothAsync(
            options.AppUser, Password, options.EndUser, force, cancellationToken).ConfigureAwait(false);
        var redirected = pair.User.Server != asked;
        _redirects |= redirected && at == Node.Home;

        // A node that used to send the user on and does so no more stands in for a home that failed.
        var atHome = redirected || (at == Node.Home && !_redirects);
        if (atHome && (pair.User.BackupServer ?? pair.App.BackupServer) is { } named && options.BackupServer is null)
        {
            Backup = LoginRedirect.NodeNamed(named, pair.User.Server) ?? Backup;
        }

        return (pair, atHome);
    }
}
