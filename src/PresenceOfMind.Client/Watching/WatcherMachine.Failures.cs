using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <content>What a failure means, and what it takes with it.</content>
internal sealed partial class WatcherMachine
{
    private void Fail(OperationFailed failed, Running running, DateTimeOffset now)
    {
        if (_session.Probing == failed.Attempt)
        {
            // Home is not there yet, and all is well elsewhere.
            _session.Probing = null;
            _failOver.Wait(now);
            return;
        }

        _lastError = (failed.Reason, now);
        Free(running, now);
        switch (failed.Code)
        {
            case not null when IsSessionLost(failed, running):
                LoseSession(failed, running, now);
                break;
            case PwsErrorCode.EndpointUnknown or PwsErrorCode.EndpointNotYours when running.Operation is RefreshEndpoint or Subscribe:
                Mend(_endpoint.Backoff, failed, null, now);
                DropEndpoint();
                break;
            case PwsErrorCode.SubscriptionUnknown or PwsErrorCode.SubscriptionNotYours when running.Part is { } part:
                Mend(part.Lease.Backoff, failed, part, now);
                Drop(part);
                break;
            case PwsErrorCode.ContactNotSubscribed when running.Part is { } part:
                // Either a removal was made whose answer was lost, or the subscription is not what it should be: make it anew.
                part.ContactsBackoff.FailOnce(now);
                GiveUp(part);
                break;
            case null when running.Operation is Fetch:
                // The answer may have been on its way, and the latch cleared: the next change alone would notify.
                Mend(running.Part!.Fetches.Backoff, failed, running.Part, now);
                break;
            default:
                FailPlainly(failed, running, now);
                break;
        }

        if (IsOfNode(failed, running))
        {
            FailNode(failed, running, now);
        }
    }

    // The id is certainly the part's own, and still the answer tells of others alone: nothing can be made of it, so that it is ended.
    private void FailToMatch(FetchAnswered answered, AnswerMatch found, Running running, DateTimeOffset now)
    {
        var part = running.Part!;
        KeepFit(part, found, now);
        part.Fetches.Fail(now);
        Mend(part.Lease.Backoff, new OperationFailed(answered.Attempt, null, _lastError?.Reason ?? ""), part, now);
        GiveUp(part);
    }

    // A node that cannot be reached, or that errs. One that is busy, or refuses, is there; but whom the backup refuses, home may take.
    private static bool IsOfNode(OperationFailed failed, Running running) =>
        running.Operation is not ChangeContacts
        && (failed.Code is null
        || failed.Code is >= PwsErrorCode.ServerError and < PwsErrorCode.CpuLimitReached
        || (running.Operation is LogIn { At: Node.Backup }
            && failed.Code is not (PwsErrorCode.CpuLimitReached or PwsErrorCode.TooManyRequests)));

    private void Free(Running running, DateTimeOffset now)
    {
        switch (running.Operation)
        {
            case LogIn:
                _session.Running = null;
                break;
            case Fetch:
                running.Part!.Fetches.Fail(now);
                break;
            case ChangeContacts change:
                running.Part!.Contacts.Failed(change.Add, change.Contacts);
                break;
            default:
                running.Lease!.Running = null;
                break;
        }
    }

    private void FailPlainly(OperationFailed failed, Running running, DateTimeOffset now)
    {
        switch (running.Operation)
        {
            case LogIn:
                _session.Fail(now);
                break;
            case Fetch:
                running.Part!.Fetches.Backoff.Fail(now);
                break;
            case ChangeContacts:
                running.Part!.ContactsBackoff.Fail(now);
                break;
            default:
                running.Lease!.Backoff.Fail(now);
                break;
        }

        if (running.Operation is LogIn or RegisterEndpoint or Subscribe or Fetch)
        {
            Lose(failed.Reason, running.Part, now);
        }
    }

    // The first time it is mended at once and nobody need know; where that does not help, it is a loss.
    private void Mend(Backoff backoff, OperationFailed failed, SubscriptionPart? part, DateTimeOffset now)
    {
        backoff.FailOnce(now);
        if (backoff.Failures > 1)
        {
            Lose(failed.Reason, part, now);
        }
    }

    private void Lose(string reason, SubscriptionPart? part, DateTimeOffset now)
    {
        if (part is { Lost: true } || (part is null && (_parts.Count > 0 ? _parts.TrueForAll(p => p.Lost) : _toldLost)))
        {
            return;
        }

        foreach (var each in _parts)
        {
            each.Lost = true;
            each.Fetches.Want(LearnedBy.Recovery, now);
        }

        _lostAt = now;
        _toldLost = true;
        _effects.Add(new PublishEvent(new SourceLost { Reason = reason, At = now }));
    }

    // The server gives out an id again when it has lost the subscription that had it.
    private void DropWhoHadTheIdBefore(SubscriptionPart part) =>
        _parts.Where(other => other != part && other.Lease.Id == part.Lease.Id).ToList().ForEach(Drop);

    private void DropEndpoint()
    {
        Forget(_endpoint.Running);
        _endpoint.Drop();
        _parts.ForEach(Drop);
    }

    private void Drop(SubscriptionPart part)
    {
        Forget(part.Fetches.Running);
        Forget(part.Lease.Running);
        Forget(part.Contacts.Running);
        part.Drop();
    }

    private void Forget(long? attempt)
    {
        if (attempt is { } number && _running.Remove(number))
        {
            _effects.Add(new CancelOperation(number));
        }
    }
}
