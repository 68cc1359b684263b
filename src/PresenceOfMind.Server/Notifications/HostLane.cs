using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// The callbacks to one host: so many at once while it answers, and one at a time while it does not, so that dead hosts
/// leave room for others.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody takes has nothing to dispose of.")]
internal sealed class HostLane(int atOnce)
{
    private readonly SemaphoreSlim _all = new(atOnce);
    private readonly SemaphoreSlim _probe = new(1);
    private volatile bool _failing;

    /// <summary>Waits for a turn. Release it by <see cref="Leave"/>.</summary>
    /// <returns>Whether it is that of a host that did not answer.</returns>
    public async Task<bool> EnterAsync()
    {
        await _all.WaitAsync();
        if (!_failing)
        {
            return false;
        }

        await _probe.WaitAsync();
        return true;
    }

    public void Leave(bool probing)
    {
        if (probing)
        {
            _probe.Release();
        }

        _all.Release();
    }

    /// <summary>Whether the host answered.</summary>
    public void Answered(bool well) => _failing = !well;
}
