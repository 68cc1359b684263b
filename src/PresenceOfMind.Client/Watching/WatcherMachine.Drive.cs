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
                _session.Running = Start(n => new LogIn(n, _session.Force), null, null, now);
            }

            return;
        }

        Drive(_endpoint, null, n => new Register(n), (n, id) => new RefreshEndpoint(n, id), now);
        foreach (var part in _parts)
        {
            if (_endpoint.Id is { } endpoint)
            {
                Drive(part.Lease, part, n => new Subscribe(n, endpoint, part.Contacts), (n, id) => new RefreshSubscription(n, id), now);
            }

            if (IsDue(part.FetchAt, now))
            {
                part.Begin(Start(n => new Fetch(n, part.Lease.Id!.Value), part, null, now), now);
            }
        }
    }

    private void Drive(Lease lease, WatchedPart? part, Func<long, Operation> make, Func<long, int, Operation> refresh, DateTimeOffset now)
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

    private long Start(Func<long, Operation> operation, WatchedPart? part, Lease? lease, DateTimeOffset now)
    {
        var started = operation(++_attempts);
        _running.Add(started.Attempt, new Running(started, part, lease, _session.Number, now));
        _effects.Add(started);
        return started.Attempt;
    }
}
