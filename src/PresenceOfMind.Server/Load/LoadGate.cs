namespace PresenceOfMind.Server.Load;

/// <summary>
/// Lets notifications through, or holds them while the server is busy. What is measured counts unless an operator says
/// otherwise.
/// </summary>
internal sealed class LoadGate
{
    private readonly Lock _lock = new();
    private volatile TaskCompletionSource _open = Opened();
    private bool _measuredBusy;
    private bool? _forcedBusy;

    public bool IsOpen => _open.Task.IsCompleted;

    /// <summary>What an operator forces; null where what is measured counts.</summary>
    public bool? Forced
    {
        get
        {
            lock (_lock)
            {
                return _forcedBusy;
            }
        }
    }

    /// <summary>Ends when notifications may go out.</summary>
    public Task Opening => _open.Task;

    /// <summary>The server has been found busy, or not.</summary>
    public void Measured(bool busy) => Change(() => _measuredBusy = busy);

    /// <summary>Makes the server pretend, so that clients can be tested.</summary>
    /// <param name="busy">Whether it is busy; null for what is measured.</param>
    public void Force(bool? busy) => Change(() => _forcedBusy = busy);

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.SetResult();
        return opened;
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            var busy = _forcedBusy ?? _measuredBusy;
            if (!busy)
            {
                _open.TrySetResult();
            }
            else if (IsOpen)
            {
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
