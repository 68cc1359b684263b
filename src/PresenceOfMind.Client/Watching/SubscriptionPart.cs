using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// The contacts of one subscription, and when to fetch them: one fetch at a time, and notifications during it cause exactly
/// one more.
/// </summary>
internal sealed class SubscriptionPart(TimeSpan interval, Lease lease, Backoff backoff, Backoff contactsBackoff)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private const int MostDoublings = 16;

    private readonly NotificationBudget _hints = new();
    private DateTimeOffset _wantedAt;
    private LearnedBy _why;
    private bool _again;
    private int _incomplete;

    /// <summary>Whom it watches, and whom the subscription holds.</summary>
    public SubscriptionPartContacts Contacts { get; } = new();

    public Lease Lease { get; } = lease;

    public Backoff Backoff { get; } = backoff;

    /// <summary>When to try again to change the subscription's contacts.</summary>
    public Backoff ContactsBackoff { get; } = contactsBackoff;

    /// <summary>The fetch that is under way.</summary>
    public long? Running { get; private set; }

    /// <summary>Why the fetch that is under way was made.</summary>
    public LearnedBy Why { get; private set; }

    /// <summary>When the last successful fetch, or the one that is under way, began.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When the last successful fetch began and ended; null before the first.</summary>
    public (DateTimeOffset Began, DateTimeOffset Ended)? Confirmed { get; private set; }

    /// <summary>Whether the readers were told that nothing is confirmed, and no fetch since then was answered.</summary>
    public bool Lost { get; set; }

    /// <summary>Whom the last answer left out.</summary>
    public IReadOnlyList<WatchedContact> Missing { get; private set; } = [];

    /// <summary>Whom the last answer named, and who is none of the contacts.</summary>
    public IReadOnlyList<string> Strangers { get; private set; } = [];

    /// <summary>The subscription that was given up since its answer did not fit, and that may have been the part's all the same.</summary>
    public (long Session, int Id)? Doubtful { get; set; }

    /// <summary>When to fetch; null while that is under way or there is no subscription.</summary>
    public DateTimeOffset? FetchAt => Running is not null || Lease.Id is null ? null : Latest(_wantedAt, Backoff.NotBefore, HeedAt);

    private DateTimeOffset HeedAt => _why == LearnedBy.Notification ? _hints.NotBefore : default;

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

    /// <summary>The subscription stands: what it shows is to be fetched, whatever was notified before.</summary>
    public void Subscribed(IReadOnlyList<string> sent, DateTimeOffset now)
    {
        Contacts.Begin(sent);
        _wantedAt = DateTimeOffset.MaxValue;
        Want(Confirmed is null ? LearnedBy.Start : LearnedBy.Recovery, now);
    }

    public void Begin(long attempt, DateTimeOffset now)
    {
        Running = attempt;
        Contacts.Ask();
        Began = now;
        Why = _why;
        _again = false;
        _why = LearnedBy.Interval;
    }

    /// <summary>Keeps how an answer fits.</summary>
    /// <returns>Whether that is otherwise than before.</returns>
    public bool Fit(AnswerMatch found)
    {
        var differs = !Missing.SequenceEqual(found.Missing) || !Strangers.SequenceEqual(found.Strangers, StringComparer.Ordinal);
        (Missing, Strangers) = (found.Missing, found.Strangers);
        return differs;
    }

    public void Succeed(bool anythingNew, DateTimeOffset now)
    {
        if (Why == LearnedBy.Notification && !anythingNew)
        {
            _hints.Pay(now);
        }

        Running = null;
        Confirmed = (Began, now);
        Backoff.Succeed(now);
        _wantedAt = _again ? now : now + UntilNext();
    }

    /// <summary>The fetch failed; <see cref="Backoff"/> says when the next may begin.</summary>
    public void Fail(DateTimeOffset now)
    {
        Running = null;
        _why = Why;
        _wantedAt = now;
    }

    /// <summary>The subscription is gone, and a fetch that is under way with it.</summary>
    public void Drop()
    {
        Lease.Drop();
        Contacts.Drop();
        Running = null;
    }

    // Whoever was left out may be told of soon, so that the next fetch does not wait for the interval at first.
    private TimeSpan UntilNext()
    {
        _incomplete = Missing.Count == 0 ? 0 : Math.Min(_incomplete + 1, MostDoublings);
        var soon = Soon * Math.Pow(2, _incomplete);
        return _incomplete > 0 && soon < interval ? soon : interval;
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b, DateTimeOffset c)
    {
        var later = a > b ? a : b;
        return later > c ? later : c;
    }
}
