using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;

namespace PresenceOfMind.Engine.Time;

/// <summary>
/// Compares the monotonic clock with the wall clock, and with when its own timer was to run, every second. It finds steps of the
/// wall clock, and that the process stood still, each of more than five seconds. Nothing is found before <see cref="Start"/>.
/// </summary>
/// <remarks>
/// After a standstill all timers fire at once, in any order. So what decides by time asks for <see cref="Interruptions"/> first,
/// which looks itself: a notice is told to all subscribers before any later call returns.
/// </remarks>
public sealed partial class ClockWatch : IInterruptions, IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "PresenceOfMind.Engine";

    /// <summary>The size from which a step or a standstill counts: above five seconds.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>How long health tells of a notice.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromHours(1);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Small corrections within this time count together; over a longer one they are how a clock is kept right.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly WallClock _wall;
    private readonly ILogger<ClockWatch> _logger;
    private readonly Counter<long> _counter;
    private readonly Lock _lock = new();
    private readonly List<Action<ClockNotice>> _subscribers = [];
    private ITimer? _timer;
    private ClockReading _reference;
    private long _ticked;
    private long _interruptions;
    private ClockNotice? _latest;

    /// <summary>Makes one that finds nothing yet.</summary>
    /// <param name="wall">The clocks.</param>
    /// <param name="meters">Makes the counter <c>clock.interruptions</c>, by <c>kind</c>.</param>
    /// <param name="logger">Hears of each notice.</param>
    public ClockWatch(WallClock wall, IMeterFactory meters, ILogger<ClockWatch> logger)
    {
        _wall = wall;
        _logger = logger;
        _counter = meters.Create(Meter).CreateCounter<long>(
            "clock.interruptions",
            "{interruption}",
            "Steps of the wall clock (step) and standstills of the process (standstill), each of more than 5 s.");
    }

    /// <summary>
    /// How many steps and standstills were found until now; looks at the clocks first. Ask before deciding by time: when the number is
    /// another than the last time, time was interrupted in between, and all subscribers have heard of it.
    /// </summary>
    public long Interruptions => Look(isTick: false);

    /// <summary>The last notice, in one line, for an hour after; null where there is none.</summary>
    public string? Recent
    {
        get
        {
            lock (_lock)
            {
                return _latest is { } latest && _wall.Time.GetElapsedTime(latest.Timestamp) < Told ? latest.Line : null;
            }
        }
    }

    /// <summary>Begins to look, every second.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                _reference = _wall.Read();
                _ticked = _reference.Timestamp;
                _timer = _wall.Time.CreateTimer(_ => Look(isTick: true), null, Period, Period);
            }
        }
    }

    /// <summary>
    /// Reports each notice to the subscribers, in their order, before the caller that reads the clocks continues. A subscriber must
    /// not wait for anything.
    /// </summary>
    /// <param name="hear">Hears of notices, on any thread, one at a time.</param>
    /// <returns>Ends it.</returns>
    public IDisposable Subscribe(Action<ClockNotice> hear)
    {
        lock (_lock)
        {
            _subscribers.Add(hear);
        }

        return new Subscription(this, hear);
    }

    IDisposable IInterruptions.Subscribe(Action onInterruption) => Subscribe(_ => onInterruption());

    /// <summary>Ends looking.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private long Look(bool isTick)
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                return _interruptions;
            }

            var now = _wall.Read();
            var late = _wall.Time.GetElapsedTime(_ticked, now.Timestamp) - Period;
            var elapsed = _wall.Time.GetElapsedTime(_reference.Timestamp, now.Timestamp);
            var step = now.Wall - _reference.Wall - elapsed;
            var stoodStill = late > Tolerance;
            var stepped = step.Duration() > Tolerance;
            if (isTick || stoodStill)
            {
                _ticked = now.Timestamp;
            }

            if (stepped || elapsed > Window)
            {
                _reference = now;
            }

            if (stepped)
            {
                Notify(new ClockNotice(ClockNoticeKind.WallStepped, step, now.Wall, now.Timestamp), "step");
            }

            if (stoodStill)
            {
                Notify(new ClockNotice(ClockNoticeKind.StoodStill, late, now.Wall, now.Timestamp), "standstill");
            }

            return _interruptions;
        }
    }

    private void Notify(ClockNotice notice, string kind)
    {
        _interruptions++;
        _latest = notice;
        Log.Found(_logger, notice.Line);
        _counter.Add(1, new KeyValuePair<string, object?>("kind", kind));
        foreach (var hear in _subscribers.ToArray())
        {
            hear(notice);
        }
    }

    private sealed class Subscription(ClockWatch watch, Action<ClockNotice> hear) : IDisposable
    {
        public void Dispose()
        {
            lock (watch._lock)
            {
                watch._subscribers.Remove(hear);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "{Notice}")]
        public static partial void Found(ILogger logger, string notice);
    }
}
