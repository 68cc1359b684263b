namespace PresenceOfMind.Client.Watching;

/// <content>From home to the backup, and home again.</content>
internal sealed partial class WatcherMachine
{
    /// <summary>What was made at home when it failed: it lives there still, if home comes back in time.</summary>
    private (long Session, int Endpoint, DateTimeOffset EndsAt)? _left;

    // What is under way elsewhere is given up; whatever it would have shown is fetched at home.
    private void GoHome(LoggedIn login, DateTimeOffset now)
    {
        Forget(_session.Running);
        if (_session.IsLive && _endpoint.Id is { } endpoint)
        {
            Start(n => new Discard(n, _session.Number, endpoint, null, true), null, null, now);
        }

        DropEndpoint();
        ResetBackoffs();
        _session.Begin(login.Attempt, Node.Home);
        _failOver.Arrive(now);
        _effects.Add(new NodeChanged(Node.Home, "home answers again"));
        CleanUp(login, now);
    }

    // The id is given out anew once what it named is gone, so that only what is certainly ours is ended, before anything else is made.
    private void CleanUp(LoggedIn login, DateTimeOffset now)
    {
        if (_left is { } left && login.LeftLives && left.EndsAt > now && _endpoint.Id is null)
        {
            _endpoint.Running = Start(n => new Discard(n, login.Attempt, left.Endpoint, null, false), null, _endpoint, now);
        }

        _left = null;
    }

    /// <summary>The node failed: after a while the other one is tried, and everything is created again there.</summary>
    private void FailNode(OperationFailed failed, Running running, DateTimeOffset now)
    {
        if (running.Operation.Attempt != _session.Probing && _failOver.Failed(running.Began, now))
        {
            if (!_failOver.IsAway && _session.IsLive && _endpoint.Id is { } endpoint)
            {
                _left = (_session.Number, endpoint, _endpoint.EndsAt);
            }

            Forget(_session.Running);
            Forget(_session.Probing);
            (_session.Running, _session.Probing) = (null, null);
            _session.Lose();
            _session.Backoff.Free();
            DropEndpoint();
            ResetBackoffs();
            _failOver.Turn(now);
            _effects.Add(new NodeChanged(_failOver.Current, failed.Reason));
        }
    }

    private void ResetBackoffs()
    {
        _endpoint.Backoff.Reset();
        foreach (var part in _parts)
        {
            part.Lease.Backoff.Reset();
            part.Fetches.Backoff.Reset();
            part.ContactsBackoff.Reset();
        }
    }
}
