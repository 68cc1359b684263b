using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <content>The session: a log-in begins it, and a new log-in follows where its key is not valid any more (error 101).</content>
internal sealed partial class WatcherMachine
{
    private static bool IsSessionLost(OperationFailed failed, Running running) =>
        failed.Code is PwsErrorCode.SessionKeyInvalid or PwsErrorCode.SessionKeyMissing && running.Operation is not LogIn;

    private long LogInAt(Node node, DateTimeOffset now) =>
        Start(n => new LogIn(n, node, _session.IsForcedAt(node), _session.Number, _left?.Session ?? 0), null, null, now);

    private void Enter(LoggedIn login, LogIn asked, DateTimeOffset now)
    {
        _failOver.HasBackup |= login.HasBackup;
        if (login.Host is { } host)
        {
            _names.Add(host);
        }

        var probe = _session.Probing == login.Attempt;
        _session.Probing = probe ? null : _session.Probing;
        if (!probe)
        {
            Begin(login, asked, now);
        }
        else if (login.AtHome)
        {
            GoHome(login, now);
        }
        else
        {
            _failOver.Wait(now);
        }
    }

    private void Begin(LoggedIn login, LogIn asked, DateTimeOffset now)
    {
        _session.Begin(login.Attempt, asked.At);
        DropWhatWentWithTheKeys(login);
        if (login.AtHome)
        {
            _failOver.Arrive(now);
            CleanUp(login, now);
        }
        else
        {
            _failOver.Wait(now);
        }
    }

    // Many operations may find the same session gone: whoever is first logs in, the others wait for it.
    private void LoseSession(OperationFailed failed, Running running, DateTimeOffset now)
    {
        if (_session.IsLive && running.Session == _session.Number)
        {
            _session.Lose();
            Mend(_session.Backoff, failed, null, now);
        }
    }

    private void DropWhatWentWithTheKeys(LoggedIn login)
    {
        if (login.AppKeyIsNew)
        {
            DropEndpoint();
        }
        else if (login.UserKeyIsNew)
        {
            _parts.ForEach(Drop);
        }
    }
}
