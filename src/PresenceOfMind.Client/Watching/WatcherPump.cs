using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Client.Watching;

/// <summary>Brings a machine its inputs one after the other, and carries out its effects.</summary>
internal sealed partial class WatcherPump
{
    /// <summary>How long the end may take.</summary>
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(3);

    /// <summary>A timer may sleep while the computer does; so the clock is looked at before long.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Channel<WatcherInput> _inputs = Channel.CreateUnbounded<WatcherInput>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<int, bool> _notified = new();
    private readonly Dictionary<long, RunningOperation> _running = [];
    private readonly WatcherMachine _machine;
    private readonly WatcherOperations _operations;
    private readonly WatcherReaders _readers;
    private readonly WatcherClock _clock;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private readonly LiveWaiters _waiters = new();
    private int[] _subscriptions = [];
    private Task? _loop;
    private int _waiting;
    private bool _stopping;
    private bool _lost;

    public WatcherPump(WatcherMachine machine, WatcherOperations operations, WatcherReaders readers, TimeProvider time, ILogger logger)
    {
        _machine = machine;
        _operations = operations;
        _readers = readers;
        _time = time;
        _logger = logger;
        _clock = new WatcherClock(time);
        _timer = time.CreateTimer(_ => Post(new Wakeup()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks the machine something, between two inputs.</summary>
    public T Ask<T>(Func<WatcherMachine, DateTimeOffset, T> question)
    {
        lock (_gate)
        {
            return question(_machine, _clock.Now());
        }
    }

    /// <summary>How the watcher fares.</summary>
    public WatcherHealth Health
    {
        get
        {
            var (health, session) = Ask((machine, now) => (machine.HealthAt(now), machine.Session));
            health = health with { Node = _operations.NodeOf(session) };
            return IsStopping ? health with { State = WatcherState.Stopped } : health;
        }
    }

    /// <summary>Whether it is to end, or did.</summary>
    public bool IsStopping => Volatile.Read(ref _stopping);

    public void Start()
    {
        lock (_gate)
        {
            if (_loop is null)
            {
                _loop = RunAsync();
                Post(new Wakeup());
            }
        }
    }

    /// <summary>Waits until every contact is confirmed, or until it is plain why not.</summary>
    public Task WaitUntilLiveAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, typeof(PresenceWatcher));
            var waiting = _waiters.JoinAsync();
            _waiters.Notify(null, _machine, _clock.Now());
            return waiting;
        }
    }

    /// <summary>Takes a notification. A flood for one subscription waits as one, and ids that are not ours do not wait at all.</summary>
    public void Notify(int subscription)
    {
        if (Volatile.Read(ref _subscriptions).Contains(subscription) && _notified.TryAdd(subscription, true))
        {
            WatcherTelemetry.Notified();
            Post(new NotificationReceived(subscription));
        }
    }

    /// <summary>Whether nothing runs, and nothing waits to be looked at.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _running.Count == 0 && Volatile.Read(ref _waiting) == 0;
            }
        }
    }

    public void WantFetch() => Post(new FetchRequested());

    public void RenewPassword(string password)
    {
        _operations.Password = password;
        Post(new PasswordRenewed());
    }

    /// <summary>A new reader, with what it has to be told first.</summary>
    public (IReadOnlyList<WatcherEvent> First, WatcherReader Reader) Join(bool changesOnly)
    {
        lock (_gate)
        {
            return (_machine.Current(), _readers.Join(changesOnly));
        }
    }

    public void Leave(WatcherReader reader)
    {
        lock (_gate)
        {
            _readers.Leave(reader);
        }
    }

    /// <summary>Changes whom the machine watches, and has it act on that.</summary>
    public int Change(Func<WatcherMachine, int> change)
    {
        int changed;
        lock (_gate)
        {
            changed = change(_machine);
        }

        if (changed > 0)
        {
            Post(new Wakeup());
        }

        return changed;
    }

    /// <summary>Ends what runs, then what was made at the server, within the bound.</summary>
    public async Task EndAsync()
    {
        using var bound = new CancellationTokenSource(EndBound, _time);
        await EndOperationsAsync(bound.Token).ConfigureAwait(false);
        var (session, endpoint, subscriptions) = Ask((machine, _) => (machine.Session, machine.Endpoint, machine.Subscriptions.ToList()));
        foreach (var wrong in await _operations.EndAsync(session, endpoint, subscriptions, bound.Token).ConfigureAwait(false))
        {
            Log.NotEnded(_logger, wrong);
        }

        lock (_gate)
        {
            _readers.Complete(null);
            _waiters.Fail(new ObjectDisposedException(nameof(PresenceWatcher)));
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    // What is being made is waited for, so that it can be ended too; a fetch is not.
    private async Task EndOperationsAsync(CancellationToken cancellationToken)
    {
        Task running;
        lock (_gate)
        {
            _stopping = true;
            running = Task.WhenAll(_running.Values.Select(r => r.Task));
            Cancel(r => r.Operation is Fetch);
        }

        try
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                Cancel(_ => true);
            }
        }

        _inputs.Writer.Complete();
        await (_loop ?? Task.CompletedTask).ConfigureAwait(false);
    }

    private void Post(WatcherInput input)
    {
        Interlocked.Increment(ref _waiting);
        _inputs.Writer.TryWrite(input);
    }

    private void Cancel(Func<RunningOperation, bool> which)
    {
        foreach (var running in _running.Values.Where(which).ToList())
        {
            running.Stop.Cancel();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var input in _inputs.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                lock (_gate)
                {
                    Handle(input);
                    Interlocked.Decrement(ref _waiting);
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.Broken(_logger, e);
            lock (_gate)
            {
                _readers.Complete(e);
                _waiters.Fail(e);
            }
        }
    }

    private void Handle(WatcherInput input)
    {
        if (input is NotificationReceived notified)
        {
            _notified.TryRemove(notified.Subscription, out _);
        }

        var now = _clock.Now();
        foreach (var effect in _machine.Handle(input, now))
        {
            Carry(effect);
        }

        _waiters.Notify(input, _machine, now);
        Volatile.Write(ref _subscriptions, [.. _machine.Subscriptions]);
        var sleep = _machine.WakeAt is not { } at ? Timeout.InfiniteTimeSpan : at - now < LongestSleep ? at - now : LongestSleep;
        _timer.Change(sleep, Timeout.InfiniteTimeSpan);
    }

    private void Carry(WatcherEffect effect)
    {
        switch (effect)
        {
            case PublishEvent tell:
                TellReaders(tell.Event);
                break;
            case NodeChanged moved:
                WatcherTelemetry.Moved(moved.To);
                Log.Moved(_logger, moved.To, moved.Reason);
                break;
            case CancelOperation abandon:
                Cancel(r => r.Operation.Attempt == abandon.Attempt);
                break;
            case Operation operation when !_stopping:
                var stop = new CancellationTokenSource();
                _running.Add(operation.Attempt, new RunningOperation(operation, RunAsync(operation, stop.Token), stop));
                break;
        }
    }

    private void TellReaders(WatcherEvent told)
    {
        switch (told)
        {
            case PresenceChanged changed:
                WatcherTelemetry.Changed(changed.Change.How);
                break;
            case SourceLost lost:
                _lost = true;
                WatcherTelemetry.Lost();
                Log.Lost(_logger, lost.Reason);
                break;
            case AnswerIncomplete { Reason: { } reason }:
                Log.Incomplete(_logger, reason);
                break;
            case Fetched when _lost && _machine.Loss is null:
                _lost = false;
                Log.Found(_logger);
                break;
        }

        if (_readers.Publish(told, _machine.Book.Count) is > 0 and var slow)
        {
            WatcherTelemetry.WereSlow(slow);
            Log.SlowReaders(_logger, slow);
        }
    }

    private async Task RunAsync(Operation operation, CancellationToken cancellationToken)
    {
        // Nothing is sent while the gate is held, and nothing ends before it is known to run.
        await Task.Yield();
        OperationEnded? ended = null;
        var began = _time.GetTimestamp();
        var activity = WatcherTelemetry.Begin(operation);
        try
        {
            ended = await _operations.RunAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            ended = cancellationToken.IsCancellationRequested ? null : _operations.Failure(operation, e);
        }

        WatcherTelemetry.Ended(operation, activity, ended, _time.GetElapsedTime(began));
        if (ended is OperationFailed failed)
        {
            Log.Failed(_logger, operation.GetType().Name, failed.Reason);
        }

        lock (_gate)
        {
            _running.Remove(operation.Attempt);
            if (ended is not null)
            {
                Post(ended);
            }
        }
    }

    private sealed record RunningOperation(Operation Operation, Task Task, CancellationTokenSource Stop);

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "Presence is not confirmed any more: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(4002, LogLevel.Information, "Presence is confirmed again")]
        public static partial void Found(ILogger logger);

        [LoggerMessage(4003, LogLevel.Debug, "{Operation} failed: {Reason}")]
        public static partial void Failed(ILogger logger, string operation, string reason);

        [LoggerMessage(4004, LogLevel.Warning, "{Count} readers were too slow and must read anew")]
        public static partial void SlowReaders(ILogger logger, int count);

        [LoggerMessage(4005, LogLevel.Information, "Not everything could be ended at the server, where it will expire: {Reason}")]
        public static partial void NotEnded(ILogger logger, string reason);

        [LoggerMessage(4007, LogLevel.Warning, "The watcher turns to {Node}: {Reason}")]
        public static partial void Moved(ILogger logger, Node node, string reason);

        [LoggerMessage(4008, LogLevel.Warning, "{Reason}")]
        public static partial void Incomplete(ILogger logger, string reason);

        [LoggerMessage(4006, LogLevel.Critical, "The watcher broke, which is a fault of this library")]
        public static partial void Broken(ILogger logger, Exception error);
    }
}
