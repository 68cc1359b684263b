using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// When a subscription is fetched: at the interval (ten minutes by default) without a notification, at once after one, sooner while an
/// answer was incomplete, and later after failures. One fetch at a time; what is wanted during it causes exactly one more.
/// </summary>
/// <param name="interval">How often to fetch without a notification.</param>
/// <param name="backoff">When to try again after a failure.</param>
internal sealed class FetchSchedule(TimeSpan interval, Backoff backoff)
{
    private const int MostDoublings = 16;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly NotificationBudget _hints = new();
    private DateTimeOffset _wantedAt;
    private LearnedBy _why;
    private bool _again;
    private int _incomplete;

    /// <summary>When to try again after a failure.</summary>
    public Backoff Backoff { get; } = backoff;

    /// <summary>The fetch that is under way.</summary>
    public long? Running { get; private set; }

    /// <summary>Why the fetch that is under way was made.</summary>
    public LearnedBy Why { get; private set; }

    /// <summary>When the last successful fetch, or the one that is under way, began.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When the last successful fetch began and ended; null before the first.</summary>
    public (DateTimeOffset Began, DateTimeOffset Ended)? Confirmed { get; private set; }

    /// <summary>When to fetch; null while that is under way.</summary>
    public DateTimeOffset? DueAt => Running is not null ? null : Latest(_wantedAt, Backoff.NotBefore, HeedAt);

    private DateTimeOffset HeedAt => _why == LearnedBy.Notification ? _hints.NotBefore : default;

    /// <summary>There is a new subscription, whose presence is to be fetched now, whatever was wanted before.</summary>
    public void Restart(DateTimeOffset now)
    {
        _wantedAt = DateTimeOffset.MaxValue;
        Want(Confirmed is null ? LearnedBy.Start : LearnedBy.Recovery, now);
    }

    /// <summary>A fetch is wanted now, or once more where one is under way, which may have seen less.</summary>
    public void Want(LearnedBy why, DateTimeOffset now)
    {
        if (Running is not null)
        {
            (_again, _why) = (true, _again ? _why : why);
        }
        else if (_wantedAt > now)
        {
            (_wantedAt, _why) = (now, why);
        }
    }

    /// <summary>The fetch begins.</summary>
    public void Begin(long attempt, DateTimeOffset now)
    {
        Running = attempt;
        Began = now;
        Why = _why;
        _again = false;
        _why = LearnedBy.Interval;
    }

    /// <summary>The fetch was answered.</summary>
    /// <param name="anythingNew">Whether the answer showed a change.</param>
    /// <param name="isComplete">Whether the answer named all contacts.</param>
    /// <param name="now">The time.</param>
    public void Succeed(bool anythingNew, bool isComplete, DateTimeOffset now)
    {
        if (Why == LearnedBy.Notification && !anythingNew)
        {
            _hints.Pay(now);
        }

        Running = null;
        Confirmed = (Began, now);
        Backoff.Succeed(now);
        _wantedAt = _again ? now : now + UntilNext(isComplete);
    }

    /// <summary>The fetch failed; <see cref="Backoff"/> says when the next may begin.</summary>
    public void Fail(DateTimeOffset now)
    {
        Running = null;
        _why = Why;
        _wantedAt = now;
    }

    /// <summary>The subscription is gone, and a fetch that is under way with it.</summary>
    public void Stop() => Running = null;

    // The server may soon tell of a contact that it left out, so that the next fetch does not wait for the interval at first.
    private TimeSpan UntilNext(bool isComplete)
    {
        _incomplete = isComplete ? 0 : Math.Min(_incomplete + 1, MostDoublings);
        var soon = Soon * Math.Pow(2, _incomplete);
        return _incomplete > 0 && soon < interval ? soon : interval;
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b, DateTimeOffset c)
    {
        var later = a > b ? a : b;
        return later > c ? later : c;
    }
}
