using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Engine.Polling;

/// <summary>
/// Polls for what is due: every period, and at once after a hint. A poll that fails is logged once and retried with back-off.
/// One poll runs at a time.
/// </summary>
/// <param name="work">What the polls do, for the log: the subject of a sentence.</param>
/// <param name="period">The time between polls. Above 0.</param>
/// <param name="time">The clock of the period and the back-off.</param>
/// <param name="logger">Logs failures.</param>
public sealed partial class DuePoller(string work, TimeSpan period, TimeProvider time, ILogger logger)
{
    /// <summary>The period of polls that have no other: 1 s.</summary>
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<(string Kind, string Key), Backoff> _failing = new();
    private long _interruptions;

    /// <summary>
    /// Finds interruptions of time. Each is a hint, and the poll that follows sees <see cref="IsInterrupted"/>. Default none.
    /// </summary>
    public IInterruptions? Watch
    {
        get;
        init
        {
            field = value;
            _interruptions = value?.Interruptions ?? 0;
        }
    }

    /// <summary>
    /// Whether the wall clock stepped or the process stood still since the last poll that succeeded. What was due by the clock of before
    /// may be wrong. Always false without <see cref="Watch"/>.
    /// </summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Asks for a poll at once, or after the back-off where the last one failed. From any thread.</summary>
    public void Hint() => _hints.Writer.TryWrite(true);

    /// <summary>Polls, first after one period, until it is cancelled. A poll under way ends first.</summary>
    /// <param name="poll">One poll.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public async Task RunAsync(Func<CancellationToken, Task> poll, CancellationToken cancellationToken)
    {
        using var interrupted = Watch?.Subscribe(Hint);
        using var timer = time.CreateTimer(_ => Hint(), null, period, period);
        var backoff = NewBackoff();
        try
        {
            while (await _hints.Reader.WaitToReadAsync(cancellationToken))
            {
                _hints.Reader.TryRead(out _);
                while (!await TryAsync(poll, backoff.Failures == 0, cancellationToken))
                {
                    await Task.Delay(backoff.Next(), time, cancellationToken);
                }

                if (backoff.Failures > 0)
                {
                    backoff.Reset();
                    Log.Recovered(logger, work);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This is how it ends.
            return;
        }
    }

    /// <summary>
    /// Handles each of several keys, all at the same time. A key that fails is logged once, and left out until its back-off is over;
    /// it delays no other.
    /// </summary>
    /// <param name="kind">What the keys name, so that equal keys of two kinds stay apart.</param>
    /// <param name="keys">The keys that are due.</param>
    /// <param name="handle">Handles one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The keys that were not handled: they failed, or wait for their back-off.</returns>
    public async Task<IReadOnlyList<string>> ForEachAsync(
        string kind, IEnumerable<string> keys, Func<string, Task> handle, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Forget();
        var handled = await Task.WhenAll(keys.Select(async key => (Key: key, Done: await TryAsync(kind, key, handle, cancellationToken))));
        return [.. handled.Where(h => !h.Done).Select(h => h.Key)];
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> poll, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            var interruptions = Watch?.Interruptions ?? 0;
            IsInterrupted = interruptions != _interruptions;
            await poll(cancellationToken);
            _interruptions = interruptions;
            return true;
        }
        catch (Exception e) when (!IsStop(e, cancellationToken))
        {
            Report(isFirst, e);
            return false;
        }
    }

    private async Task<bool> TryAsync(string kind, string key, Func<string, Task> handle, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_failing.TryGetValue((kind, key), out var backoff) && backoff.NotBefore > now)
        {
            return false;
        }

        try
        {
            await handle(key);
            if (backoff is not null && _failing.TryRemove((kind, key), out _))
            {
                Log.Recovered(logger, work);
            }

            return true;
        }
        catch (Exception e) when (!IsStop(e, cancellationToken))
        {
            Report(backoff is null, e);
            _failing.GetOrAdd((kind, key), _ => NewBackoff()).Fail(now);
            return false;
        }
    }

    // A key that failed and was removed since does not fall due again.
    private void Forget()
    {
        var old = time.GetUtcNow() - (2 * LongestWait);
        foreach (var (key, _) in _failing.Where(f => f.Value.NotBefore < old))
        {
            _failing.TryRemove(key, out _);
        }
    }

    private Backoff NewBackoff() => new(period, period > LongestWait ? period : LongestWait);

    private void Report(bool isFirst, Exception error)
    {
        if (isFirst)
        {
            Log.Failed(logger, work, error);
        }
        else
        {
            Log.FailedAgain(logger, work, error.Message);
        }
    }

    private static bool IsStop(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "{Work} failed. It is retried with back-off, and logged again when it works.")]
        public static partial void Failed(ILogger logger, string work, Exception error);

        [LoggerMessage(1302, LogLevel.Debug, "{Work} failed again: {Reason}")]
        public static partial void FailedAgain(ILogger logger, string work, string reason);

        [LoggerMessage(1303, LogLevel.Information, "{Work} works again.")]
        public static partial void Recovered(ILogger logger, string work);
    }
}
