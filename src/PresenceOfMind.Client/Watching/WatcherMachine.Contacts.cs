using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <content>Contacts come and go.</content>
internal sealed partial class WatcherMachine
{
    /// <summary>Watches contacts too, from the next input on. Parts that have room are filled up before another is made.</summary>
    /// <returns>How many were not watched before.</returns>
    public int Watch(IEnumerable<string> contacts)
    {
        var added = 0;
        var part = 0;
        foreach (var contact in contacts.Select(_book.Add).OfType<WatchedContact>())
        {
            while (part < _parts.Count && _parts[part].Contacts.Room >= _options.ContactsPerSubscription)
            {
                part++;
            }

            if (part == _parts.Count)
            {
                _parts.Add(NewPart());
            }

            contact.Part = _parts[part];
            contact.Part.Contacts.Add(contact);
            added++;
        }

        return added;
    }

    /// <summary>Watches contacts no more: nothing is told of them any more, though the server may still do so for a while.</summary>
    /// <returns>How many were watched before.</returns>
    public int Unwatch(IEnumerable<string> contacts)
    {
        var removed = contacts.Select(_book.Remove).OfType<WatchedContact>().ToList();
        foreach (var contact in removed)
        {
            contact.Part.Contacts.Remove(contact);
        }

        foreach (var part in _parts.Where(p => p.Contacts.IsEmpty).ToList())
        {
            GiveUp(part);
            _parts.Remove(part);
        }

        return removed.Count;
    }

    private SubscriptionPart NewPart() =>
        new(
            new FetchSchedule(_options.FetchInterval, new Backoff(FirstWait, _longest) { Jitter = _random }),
            new Lease(_options.Expiry, Patient()),
            Patient())
        {
            Lost = Loss is not null || (_parts.Count == 0 && _toldLost),
        };

    // The part's subscription is of no use any more, or not what it should be.
    private void GiveUp(SubscriptionPart part)
    {
        if (part.Lease.Id is { } subscription && _session.IsLive)
        {
            Start(n => new Discard(n, _session.Number, null, subscription, false), null, null, default);
        }

        Drop(part);
    }
}
