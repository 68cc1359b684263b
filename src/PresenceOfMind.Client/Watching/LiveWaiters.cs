namespace PresenceOfMind.Client.Watching;

/// <summary>The callers that wait until a watcher is live, or until it is known why not. Not thread-safe.</summary>
internal sealed class LiveWaiters
{
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>One more who waits.</summary>
    public Task JoinAsync()
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(waiter);
        return waiter.Task;
    }

    /// <summary>Tells those who wait what an input has led to, where that is an outcome.</summary>
    /// <param name="input">The input.</param>
    /// <param name="machine">The machine that took it.</param>
    /// <param name="now">The time.</param>
    public void Notify(WatcherInput? input, WatcherMachine machine, DateTimeOffset now)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var health = machine.HealthAt(now);
        switch (health.State, input)
        {
            case (WatcherState.Live, _):
                _waiting.ForEach(waiter => waiter.TrySetResult());
                _waiting.Clear();
                break;
            case (WatcherState.Lost, OperationFailed failed):
                Fail(new WatcherLostException(failed.Reason, failed.Error));
                break;
            case (WatcherState.Lost or WatcherState.Incomplete, FetchAnswered):
                Fail(new WatcherLostException(health.LastError ?? "", null));
                break;
        }
    }

    /// <summary>There will be no outcome.</summary>
    public void Fail(Exception error)
    {
        // Whoever gave up waiting does not look at it any more.
        foreach (var waiter in _waiting.Where(waiter => waiter.TrySetException(error)))
        {
            _ = waiter.Task.Exception;
        }

        _waiting.Clear();
    }
}
