using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Starts the watcher with the host, and ends it before what it needs is gone.</summary>
/// <param name="watcher">The watcher.</param>
/// <param name="section">Where its settings come from, whose password is taken anew when it is another; null where they come from elsewhere.</param>
internal sealed class PresenceWatcherService(Func<PresenceWatcher> watcher, IConfiguration? section) : IHostedService
{
    private string? _password;
    private IDisposable? _reloads;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var started = watcher();
        _password = section?[nameof(PresenceWatcherOptions.Password)];
        _reloads = section is null ? null : ChangeToken.OnChange(section.GetReloadToken, () => Renew(started));
        return started.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _reloads?.Dispose();
        await watcher().DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Renew(PresenceWatcher started)
    {
        var password = section![nameof(PresenceWatcherOptions.Password)];
        if (string.IsNullOrEmpty(password) || Interlocked.Exchange(ref _password, password) == password)
        {
            return;
        }

        try
        {
            started.RenewPassword(password);
        }
        catch (ObjectDisposedException)
        {
            // The host ends.
        }
    }
}
