using System.Threading.Channels;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Waits for hints, which may get lost: a wait ends without one as well. It holds one hint at most.</summary>
/// <param name="hints">Where hints come.</param>
/// <param name="end">Ends them.</param>
internal sealed class PositionListener(Channel<long> hints, Action end) : IDisposable
{
    private Task<bool>? _hint;

    /// <summary>Waits for a hint since the last wait, or for a time.</summary>
    /// <param name="longest">The time.</param>
    /// <param name="time">The clock of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        _hint ??= hints.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await ((Task)_hint).WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (_hint.IsCompleted)
        {
            hints.Reader.TryRead(out _);
            _hint = null;
        }
    }

    public void Dispose()
    {
        end();
        hints.Writer.TryComplete();
    }
}
