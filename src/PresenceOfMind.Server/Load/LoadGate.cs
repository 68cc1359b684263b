namespace PresenceOfMind.Server.Load;

/// <summary>Lets notifications through, or holds them until the load falls.</summary>
internal sealed class LoadGate
{
    private volatile TaskCompletionSource _open = Opened();

    public bool IsOpen => _open.Task.IsCompleted;

    /// <summary>Ends when notifications may go out.</summary>
    public Task Opening => _open.Task;

    public void Set(bool open)
    {
        if (open)
        {
            _open.TrySetResult();
        }
        else if (IsOpen)
        {
            _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
