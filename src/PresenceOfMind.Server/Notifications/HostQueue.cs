using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Server.Notifications;

/// <summary>The callbacks to one host: so many at once while it answers, and one at a time while it does not.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody takes has nothing to dispose of.")]
internal sealed class HostQueue(string host, int atOnce)
{
    private readonly SemaphoreSlim _all = new(atOnce);
    private readonly SemaphoreSlim _probe = new(1);
    private volatile HostState _state;

    public string Host => host;

    public HostState State => _state;

    /// <summary>Callbacks that are under way or wait; <see cref="HostQueues"/> counts them.</summary>
    public int Users { get; set; }

    /// <summary>Waits for a turn. Release it by <see cref="Leave"/>.</summary>
    /// <returns>What was known of the host when the turn came.</returns>
    public async Task<HostState> EnterAsync()
    {
        await _all.WaitAsync();
        var state = _state;
        if (state == HostState.Failing)
        {
            await _probe.WaitAsync();
        }

        return state;
    }

    public void Leave(HostState entered)
    {
        if (entered == HostState.Failing)
        {
            _probe.Release();
        }

        _all.Release();
    }

    /// <summary>Whether the host answered.</summary>
    public void Answered(bool well) => _state = well ? HostState.Answering : HostState.Failing;
}
