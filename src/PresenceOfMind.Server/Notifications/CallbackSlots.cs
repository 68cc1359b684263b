using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// Limits the concurrent callbacks. Hosts that did not answer have half of them between them, and together with those of
/// whom nothing is known three quarters, so that however many are dead, the others need not wait for their time limits.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody takes has nothing to dispose of.")]
internal sealed class CallbackSlots(int all)
{
    private readonly SemaphoreSlim _all = new(all);
    private readonly SemaphoreSlim _notAnswering = new(all - (all / 4));
    private readonly SemaphoreSlim _failing = new(Math.Max(1, all / 2));

    /// <summary>Waits for a slot. Release it by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(HostState state)
    {
        if (state == HostState.Failing)
        {
            await _failing.WaitAsync();
        }

        if (state != HostState.Answering)
        {
            await _notAnswering.WaitAsync();
        }

        await _all.WaitAsync();
    }

    public void Leave(HostState entered)
    {
        _all.Release();
        if (entered != HostState.Answering)
        {
            _notAnswering.Release();
        }

        if (entered == HostState.Failing)
        {
            _failing.Release();
        }
    }
}
