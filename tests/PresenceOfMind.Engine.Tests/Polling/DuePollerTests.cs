using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Engine.Tests.Polling;

public sealed class DuePollerTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CountedTime _time = new();
    private readonly FakeLog _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly DuePoller _poller;
    private readonly List<DateTimeOffset> _polls = [];
    private Task _running = Task.CompletedTask;
    private volatile bool _fails;

    public DuePollerTests() => _poller = new DuePoller("The test", Second, _time, _log);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task It_polls_once_a_period()
    {
        Start();
        Assert.Empty(_polls);
        for (var polls = 1; polls <= 3; polls++)
        {
            _time.Advance(Second);
            await PolledAsync(polls);
        }
    }

    [Fact]
    public async Task A_hint_polls_at_once()
    {
        Start();
        _poller.Hint();
        await PolledAsync(1);
        Assert.Equal(_time.Start, _polls[0]);
    }

    [Fact]
    public async Task Hints_during_a_poll_make_one_more_poll()
    {
        var gate = new TaskCompletionSource();
        var polls = 0;
        _running = _poller.RunAsync(_ => ++polls == 1 ? gate.Task : Task.CompletedTask, _stop.Token);
        _poller.Hint();
        await Eventually.IsAsync(() => polls == 1);
        for (var i = 0; i < 10; i++)
        {
            _poller.Hint();
        }

        gate.SetResult();
        await Eventually.IsAsync(() => polls == 2);
        await _stop.CancelAsync();
        await _running;
        Assert.Equal(2, polls);
    }

    [Fact]
    public async Task A_poll_that_fails_is_logged_once_and_retried_with_back_off()
    {
        _fails = true;
        Start();
        _poller.Hint();
        await PolledAsync(1);
        foreach (var wait in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            var before = _polls.Count;
            await WaitingAsync(before);
            for (var second = 1; second < wait; second++)
            {
                _time.Advance(Second);
            }

            Assert.Equal(before, _polls.Count);
            _time.Advance(Second);
            await PolledAsync(before + 1);
        }

        _fails = false;
        await WaitingAsync(_polls.Count);
        _time.Advance(TimeSpan.FromSeconds(30));
        await Eventually.IsAsync(() => _log.Entries.Any(e => e.Id == 1303));
        Assert.Equal(
            [(1301, LogLevel.Warning), (1303, LogLevel.Information)],
            _log.Entries.Where(e => e.Level > LogLevel.Debug).Select(e => (e.Id, e.Level)));
    }

    [Fact]
    public async Task A_hint_does_not_shorten_the_back_off()
    {
        _fails = true;
        Start();
        _poller.Hint();
        await WaitingAsync(1);
        _poller.Hint();
        _time.Advance(Second / 2);
        Assert.Single(_polls);
        _time.Advance(Second / 2);
        await PolledAsync(2);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_by_somebody_else_does_not_end_the_polls()
    {
        var polls = 0;
        _running = _poller.RunAsync(_ => ++polls == 1 ? throw new OperationCanceledException() : Task.CompletedTask, _stop.Token);
        _poller.Hint();
        await WaitingAsync();
        _time.Advance(Second);
        await Eventually.IsAsync(() => polls >= 2);
    }

    [Fact]
    public async Task The_end_waits_for_the_poll_under_way_and_throws_nothing()
    {
        var gate = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        _running = _poller.RunAsync(
            _ =>
            {
                began.SetResult();
                return gate.Task;
            },
            _stop.Token);
        _poller.Hint();
        await began.Task;
        await _stop.CancelAsync();
        Assert.False(_running.IsCompleted);
        gate.SetResult();
        await _running;
    }

    [Fact]
    public async Task A_step_of_the_wall_clock_is_a_hint_and_is_seen_until_a_poll_succeeds()
    {
        var time = new SteppedTime();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var watch = new ClockWatch(
            new WallClock(time),
            services.GetRequiredService<IMeterFactory>(),
            NullLogger<ClockWatch>.Instance);
        watch.Start();
        var poller = new DuePoller("The test", TimeSpan.FromHours(1), time, _log) { Watch = watch };
        var seen = new List<bool>();
        _running = poller.RunAsync(
            _ =>
            {
                seen.Add(poller.IsInterrupted);
                return seen.Count == 2 ? throw new InvalidOperationException() : Task.CompletedTask;
            },
            _stop.Token);
        poller.Hint();
        await Eventually.IsAsync(() => seen.Count == 1);
        time.Step(TimeSpan.FromMinutes(1));
        time.Run(Second);
        await Eventually.IsAsync(() => _log.Entries.Count == 1);
        await Eventually.IsAsync(() =>
        {
            time.Run(TimeSpan.FromMinutes(1));
            return seen.Count >= 4;
        });
        Assert.Equal([false, true, true, false], seen.Take(4));
    }

    [Fact]
    public async Task A_key_that_fails_delays_no_other_and_is_left_out_until_its_back_off_is_over()
    {
        var handled = new List<string>();
        Task<IReadOnlyList<string>> HandleAsync() => _poller.ForEachAsync(
            "worker",
            ["a", "b"],
            key =>
            {
                lock (handled)
                {
                    handled.Add(key);
                }

                return key == "a" && _fails ? throw new InvalidOperationException() : Task.CompletedTask;
            },
            _stop.Token);

        _fails = true;
        Assert.Equal(["a"], await HandleAsync());
        Assert.Equal(["a"], await HandleAsync());
        Assert.Equal(["a", "b", "b"], handled.Order());
        _time.Advance(Second);
        Assert.Equal(["a"], await HandleAsync());
        Assert.Single(_log.Entries, e => e.Level == LogLevel.Warning);
        _fails = false;
        _time.Advance(2 * Second);
        Assert.Empty(await HandleAsync());
        Assert.Equal(3, handled.Count(key => key == "a"));
    }

    [Fact]
    public async Task Equal_keys_of_two_kinds_are_apart()
    {
        await _poller.ForEachAsync("person", ["a"], _ => throw new InvalidOperationException(), _stop.Token);
        Assert.Empty(await _poller.ForEachAsync("session", ["a"], _ => Task.CompletedTask, _stop.Token));
    }

    private void Start() => _running = _poller.RunAsync(
        _ =>
        {
            _polls.Add(_time.GetUtcNow());
            return _fails ? throw new InvalidOperationException("It fails.") : Task.CompletedTask;
        },
        _stop.Token);

    private Task PolledAsync(int polls) => Eventually.IsAsync(() => _polls.Count == polls);

    /// <summary>Waits until the poller set its timer for the back-off after so many failures, beside the one of its period.</summary>
    private Task WaitingAsync(int failures = 1) => Eventually.IsAsync(() => _time.Timers == 1 + failures);

    private sealed class CountedTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero))
    {
        private int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class FakeLog : ILogger
    {
        private readonly List<(int Id, LogLevel Level)> _entries = [];

        public IReadOnlyList<(int Id, LogLevel Level)> Entries
        {
            get
            {
                lock (_entries)
                {
                    return [.. _entries];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_entries)
            {
                _entries.Add((eventId.Id, logLevel));
            }
        }
    }
}
