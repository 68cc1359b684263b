using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>The contacts of one subscription, when to fetch them, and how the last answer fits them.</summary>
internal sealed class SubscriptionPart(FetchSchedule fetches, Lease lease, Backoff contactsBackoff)
{
    /// <summary>Whom it watches, and whom the subscription holds.</summary>
    public SubscriptionPartContacts Contacts { get; } = new();

    /// <summary>When to fetch.</summary>
    public FetchSchedule Fetches { get; } = fetches;

    public Lease Lease { get; } = lease;

    /// <summary>When to try again to change the subscription's contacts.</summary>
    public Backoff ContactsBackoff { get; } = contactsBackoff;

    /// <summary>Whether the readers were told that nothing is confirmed, and no fetch since then was answered.</summary>
    public bool Lost { get; set; }

    /// <summary>Whom the last answer left out.</summary>
    public IReadOnlyList<WatchedContact> Missing { get; private set; } = [];

    /// <summary>Whom the last answer named, and who is none of the contacts.</summary>
    public IReadOnlyList<string> Strangers { get; private set; } = [];

    /// <summary>The subscription that was given up since its answer did not fit, and that may have been the part's all the same.</summary>
    public (long Session, int Id)? Doubtful { get; set; }

    /// <summary>When to fetch; null while that is under way or there is no subscription.</summary>
    public DateTimeOffset? FetchAt => Lease.Id is null ? null : Fetches.DueAt;

    /// <summary>The subscription stands: what it shows is to be fetched, whatever was notified before.</summary>
    public void Subscribed(IReadOnlyList<string> sent, DateTimeOffset now)
    {
        Contacts.Begin(sent);
        Fetches.Restart(now);
    }

    public void BeginFetch(long attempt, DateTimeOffset now)
    {
        Fetches.Begin(attempt, now);
        Contacts.Ask();
    }

    /// <summary>Keeps how an answer fits.</summary>
    /// <returns>Whether that is otherwise than before.</returns>
    public bool Fit(AnswerMatch found)
    {
        var differs = !Missing.SequenceEqual(found.Missing) || !Strangers.SequenceEqual(found.Strangers, StringComparer.Ordinal);
        (Missing, Strangers) = (found.Missing, found.Strangers);
        return differs;
    }

    /// <summary>The subscription is gone, and a fetch that is under way with it.</summary>
    public void Drop()
    {
        Lease.Drop();
        Contacts.Drop();
        Fetches.Stop();
    }
}
