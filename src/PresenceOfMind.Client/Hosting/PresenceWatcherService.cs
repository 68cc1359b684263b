using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Starts the watcher with the host, and stops it before its dependencies stop.</summary>
/// <param name="watcher">The watcher.</param>
/// <param name="section">The source of its settings, whose password is read again when it changes; null if the settings come from
/// elsewhere.</param>
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
