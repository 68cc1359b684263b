using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>The least Presence Web Service that has the true latch: sessions, an endpoint table, subscriptions, load.</summary>
internal sealed class ModelServer(Action<int> notify, ModelServer? peer = null)
{
    private readonly SortedDictionary<int, DateTimeOffset> _endpoints = [];
    private readonly SortedDictionary<int, Subscription> _subscriptions = [];
    private readonly List<ModelServer> _nodes = peer?._nodes ?? [];
    private int _keys = peer is null ? 0 : 1000;
    private int _made;
    private bool _held;

    /// <summary>What is true; nodes share it.</summary>
    public Dictionary<string, PresenceState> People { get; } = peer?.People ?? [];

    /// <summary>How many contacts a subscription takes.</summary>
    public int MostContacts { get; set; } = 5000;

    /// <summary>Whether it cannot be reached.</summary>
    public bool IsDown { get; set; }

    /// <summary>The error that it answers everything with; null by default.</summary>
    public PwsErrorCode? Refuses { get; set; }

    /// <summary>How answers spell a contact; null leaves it out.</summary>
    public Func<string, string?> Spells { get; set; } = contact => contact;

    /// <summary>Whether it errs at all but logins.</summary>
    public bool OnlyLogsIn { get; set; }

    public int AppKey { get; private set; }

    public int UserKey { get; private set; }

    public IReadOnlyCollection<int> Subscriptions => _subscriptions.Keys;

    public IReadOnlyCollection<int> Endpoints => _endpoints.Keys;

    public void Set(string contact, PresenceState state)
    {
        if (People[contact] == state)
        {
            return;
        }

        People[contact] = state;
        foreach (var node in _nodes.Append(this).Distinct())
        {
            node.Changed(contact);
        }
    }

    /// <summary>Nodes share people, never sessions.</summary>
    public void Join(ModelServer other)
    {
        _nodes.AddRange([this, other]);
    }

    /// <summary>Which subscription has an id now: each that is made has a number of its own; 0 where none has it.</summary>
    public int MadeAs(int id) => _subscriptions.TryGetValue(id, out var subscription) ? subscription.Number : 0;

    /// <summary>Whom a subscription holds.</summary>
    public IReadOnlyList<string> ContactsOf(int id) => _subscriptions[id].Contacts;

    private void Changed(string contact)
    {
        foreach (var (id, subscription) in _subscriptions.Where(s => s.Value.Contacts.Contains(contact)))
        {
            Notify(id, subscription);
        }
    }

    /// <summary>Somebody logs in with force: the session's endpoints and subscriptions end.</summary>
    public void ForceLogIn()
    {
        LogOut();
        (AppKey, UserKey) = (++_keys, ++_keys);
    }

    public void LogOut()
    {
        (AppKey, UserKey) = (0, 0);
        _endpoints.Clear();
        _subscriptions.Clear();
    }

    /// <summary>It cannot be reached any more, and forgets all sessions.</summary>
    public void Fail()
    {
        IsDown = true;
        LogOut();
    }

    /// <summary>Somebody logs in the end user with force: only the subscriptions end.</summary>
    public void ForceUserLogIn()
    {
        UserKey = ++_keys;
        _subscriptions.Clear();
    }

    public void ForgetEndpoints()
    {
        _endpoints.Clear();
        _subscriptions.Clear();
    }

    public void ForgetSubscriptions() => _subscriptions.Clear();

    /// <summary>A restart keeps all but the latches, and notifies each subscription once.</summary>
    public void Restart()
    {
        foreach (var (id, subscription) in _subscriptions)
        {
            subscription.Latched = false;
            Notify(id, subscription);
        }
    }

    public void Hold() => _held = true;

    public void Release()
    {
        _held = false;
        foreach (var (id, subscription) in _subscriptions.Where(s => s.Value.Due))
        {
            subscription.Due = false;
            notify(id);
        }
    }

    public void Expire(DateTimeOffset now)
    {
        foreach (var id in _endpoints.Where(e => e.Value <= now).Select(e => e.Key).ToList())
        {
            _endpoints.Remove(id);
        }

        foreach (var id in _subscriptions
            .Where(s => s.Value.EndsAt <= now || !_endpoints.ContainsKey(s.Value.Endpoint))
            .Select(s => s.Key)
            .ToList())
        {
            _subscriptions.Remove(id);
        }
    }

    public OperationEnded Answer(Operation operation, int appKey, int userKey, TimeSpan expiry, DateTimeOffset now)
    {
        Expire(now);
        var attempt = operation.Attempt;
        var byApp = operation is RegisterEndpoint or RefreshEndpoint;
        if (operation is not LogIn && (byApp ? appKey != AppKey : userKey != UserKey))
        {
            return Refuse(attempt, PwsErrorCode.SessionKeyInvalid);
        }

        if (OnlyLogsIn && operation is not LogIn)
        {
            return Refuse(attempt, PwsErrorCode.ServerError);
        }

        switch (operation)
        {
            case LogIn login:
                Begin(login.Force);
                return new LoggedIn(attempt, false, false);
            case RegisterEndpoint:
                _endpoints[Free(_endpoints.Keys)] = now + expiry;
                return new ResourceCreated(attempt, _endpoints.Last(e => e.Value == now + expiry).Key);
            case RefreshEndpoint refresh when _endpoints.ContainsKey(refresh.Endpoint):
                _endpoints[refresh.Endpoint] = now + expiry;
                return new OperationSucceeded(attempt);
            case RefreshEndpoint:
                return Refuse(attempt, PwsErrorCode.EndpointUnknown);
            case Subscribe subscribe when !_endpoints.ContainsKey(subscribe.Endpoint):
                return Refuse(attempt, PwsErrorCode.EndpointUnknown);
            case Subscribe subscribe:
                var made = Free(_subscriptions.Keys);
                _subscriptions[made] = new Subscription(++_made, subscribe.Endpoint, subscribe.Contacts, now + expiry);
                Assert.InRange(subscribe.Contacts.Count, 1, MostContacts);
                Notify(made, _subscriptions[made]);
                return new ResourceCreated(attempt, made);
            case RefreshSubscription refresh when _subscriptions.TryGetValue(refresh.Subscription, out var refreshed):
                refreshed.EndsAt = now + expiry;
                return new OperationSucceeded(attempt);
            case Fetch fetch when _subscriptions.TryGetValue(fetch.Subscription, out var fetched):
                (fetched.Latched, fetched.Due) = (false, false);
                return new FetchAnswered(
                    attempt,
                    [.. fetched.Contacts.Where(c => Spells(c) is not null).Select(
                        c => new ContactPresence { ContactUri = Spells(c)!, State = People[c] })]);
            case ChangeContacts { Add: true } change when _subscriptions.TryGetValue(change.Subscription, out var more):
                more.Contacts.AddRange(change.Contacts.Except(more.Contacts).ToList());
                Assert.InRange(more.Contacts.Count, 1, MostContacts);
                Notify(change.Subscription, more);
                return new OperationSucceeded(attempt);
            case ChangeContacts change when _subscriptions.TryGetValue(change.Subscription, out var less):
                if (change.Contacts.Except(less.Contacts).Any())
                {
                    return Refuse(attempt, PwsErrorCode.ContactNotSubscribed);
                }

                less.Contacts.RemoveAll(change.Contacts.Contains);
                return new OperationSucceeded(attempt);
            case Discard discard:
                Discard(discard);
                return new OperationSucceeded(attempt);
            default:
                return Refuse(attempt, PwsErrorCode.SubscriptionUnknown);
        }
    }

    public static OperationFailed Refuse(long attempt, PwsErrorCode code) => new(attempt, code, $"{(int)code}");

    private static int Free(IEnumerable<int> used) => Enumerable.Range(1, int.MaxValue - 1).Except(used).First();

    private void Discard(Discard discard)
    {
        _subscriptions.Remove(discard.Subscription ?? 0);
        if (_endpoints.Remove(discard.Endpoint ?? 0))
        {
            foreach (var id in _subscriptions.Where(s => s.Value.Endpoint == discard.Endpoint).Select(s => s.Key).ToList())
            {
                _subscriptions.Remove(id);
            }
        }
    }

    private void Begin(bool force)
    {
        if (force)
        {
            ForceLogIn();
        }

        (AppKey, UserKey) = (AppKey == 0 ? ++_keys : AppKey, UserKey == 0 ? ++_keys : UserKey);
    }

    private void Notify(int id, Subscription subscription)
    {
        if (subscription.Latched)
        {
            return;
        }

        subscription.Latched = true;
        if (_held)
        {
            subscription.Due = true;
        }
        else
        {
            notify(id);
        }
    }

    private sealed class Subscription(int number, int endpoint, IReadOnlyList<string> contacts, DateTimeOffset endsAt)
    {
        public int Number { get; } = number;

        public int Endpoint { get; } = endpoint;

        public List<string> Contacts { get; } = [.. contacts];

        public DateTimeOffset EndsAt { get; set; } = endsAt;

        public bool Latched { get; set; }

        public bool Due { get; set; }
    }
}
