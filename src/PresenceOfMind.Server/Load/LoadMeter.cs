namespace PresenceOfMind.Server.Load;

/// <summary>The part of the cores that the process used over a window, from readings of its CPU time.</summary>
internal sealed class LoadMeter(TimeSpan window, int cores)
{
    private readonly Queue<(TimeSpan At, TimeSpan Used)> _readings = [];

    /// <summary>From 0 to 1; 0 until there are two readings.</summary>
    public double Load { get; private set; }

    /// <summary>Takes a reading.</summary>
    /// <param name="at">The time since any beginning, by a clock that does not jump.</param>
    /// <param name="used">The CPU time that the process has used.</param>
    public void Read(TimeSpan at, TimeSpan used)
    {
        _readings.Enqueue((at, used));
        while (_readings.Count > 2 && at - _readings.Peek().At > window)
        {
            _readings.Dequeue();
        }

        var first = _readings.Peek();
        var elapsed = at - first.At;
        Load = elapsed > TimeSpan.Zero ? (used - first.Used) / elapsed / cores : 0;
    }
}
