namespace PresenceOfMind.Client.Watching;

/// <content>What is due begins.</content>
internal sealed partial class WatcherMachine
{
    private void Drive(DateTimeOffset now)
    {
        WakeAt = null;
        if (!_session.IsLive)
        {
            if (IsDue(_session.DueAt, now))
            {
                _session.Running = LogInAt(_failOver.Current, now);
            }

            return;
        }

        if (_session.Probing is null && IsDue(_failOver.ProbeAt, now))
        {
            _session.Probing = LogInAt(Node.Home, now);
        }

        Drive(_endpoint, null, n => new RegisterEndpoint(n, _session.Number), (n, id) => new RefreshEndpoint(n, _session.Number, id), now);
        foreach (var part in _parts)
        {
            Drive(part, now);
        }
    }

    private void Drive(SubscriptionPart part, DateTimeOffset now)
    {
        if (_endpoint.Id is { } endpoint)
        {
            Drive(
                part.Lease,
                part,
                n => new Subscribe(n, _session.Number, endpoint, part.Contacts.Given()),
                (n, id) => new RefreshSubscription(n, _session.Number, id),
                now);
        }

        if (part.Lease.Id is not { } subscription)
        {
            return;
        }

        if (part.Contacts is { Differ: true, Running: null } && IsDue(part.ContactsBackoff.NotBefore, now))
        {
            var (add, contacts) = part.Contacts.Next();
            part.Contacts.Running = Start(n => new ChangeContacts(n, _session.Number, subscription, add, contacts), part, null, now);
        }

        if (IsDue(part.FetchAt, now))
        {
            part.BeginFetch(Start(n => new Fetch(n, _session.Number, subscription), part, null, now), now);
        }
    }

    private void Drive(
        Lease lease, SubscriptionPart? part, Func<long, Operation> make, Func<long, int, Operation> refresh, DateTimeOffset now)
    {
        if (IsDue(lease.DueAt, now))
        {
            lease.Running = Start(n => lease.Id is { } id ? refresh(n, id) : make(n), part, lease, now);
        }
    }

    private bool IsDue(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at > now && (WakeAt is null || at < WakeAt))
        {
            WakeAt = at;
        }

        return at <= now;
    }

    private long Start(Func<long, Operation> operation, SubscriptionPart? part, Lease? lease, DateTimeOffset now)
    {
        var started = operation(++_attempts);
        _running.Add(started.Attempt, new Running(started, part, lease, _session.Number, now));
        _effects.Add(started);
        return started.Attempt;
    }
}
