using System.Globalization;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>A client that speaks to a model server in the same process, whose notifications go through a hub.</summary>
internal sealed class ModelClient : IPwsClient
{
    private readonly Lock _gate = new();
    private readonly ModelServer _server;
    private readonly NotificationHub _hub;
    private readonly TimeProvider _time;
    private string _segment = "";
    private int _underWay;

    public ModelClient(NotificationHub hub, TimeProvider time, params string[] contacts)
    {
        _hub = hub;
        _time = time;
        _server = new ModelServer(Notify);
        foreach (var contact in contacts)
        {
            _server.People[contact] = PresenceState.Unavailable;
        }
    }

    /// <summary>Whether notifications get lost.</summary>
    public bool LosesNotifications { get; set; }

    /// <summary>Whether a notification is on its way.</summary>
    public bool Notifies => Volatile.Read(ref _underWay) > 0;

    /// <summary>Holds fetches back until it is set.</summary>
    public TaskCompletionSource? FetchGate { get; set; }

    /// <summary>Holds the answer to what makes an endpoint back until it is set.</summary>
    public TaskCompletionSource? MakeGate { get; set; }

    /// <summary>Holds what ends something back until it is set.</summary>
    public TaskCompletionSource? EndGate { get; set; }

    public List<string> Calls { get; } = [];

    /// <summary>The only password that logs in; null takes any.</summary>
    public string? Password { get; set; }

    /// <summary>Remarks of people, in rich presence.</summary>
    public Dictionary<string, string> Notes { get; } = [];

    public IPwsClient At(Uri server) => this;

    public void Change(Action<ModelServer> change)
    {
        lock (_gate)
        {
            change(_server);
        }
    }

    public T Ask<T>(Func<ModelServer, T> question)
    {
        lock (_gate)
        {
            return question(_server);
        }
    }

    public Task<AppSession> LogInAsync(string user, string password, bool force = false, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Calls.Add(force ? "log in with force" : "log in");
            if (Password is not null && password != Password)
            {
                throw new PwsException(PwsErrorCode.LoginFailed);
            }

            if (_server.Refuses is { } refusal)
            {
                throw new PwsException(refusal);
            }

            _server.Answer(new LogIn(0, Node.Home, force, 0, 0), 0, 0, default, _time.GetUtcNow());
            return Task.FromResult(new AppSession { Server = new Uri("http://model"), User = user, Key = Text(_server.AppKey) });
        }
    }

    public Task<EndUserSession> LogInEndUserAsync(
        AppSession app, string user, bool force = false, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(new EndUserSession { Server = new Uri("http://model"), User = user, Key = Text(_server.UserKey) });
        }
    }

    public Task LogOutAsync(PwsSession session, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Calls.Add("log out");
            _server.LogOut();
            return Task.CompletedTask;
        }
    }

    public async Task<int> RegisterEndpointAsync(
        AppSession app, Uri callback, TimeSpan expiry, CancellationToken cancellationToken = default)
    {
        _segment = callback.Segments[^1];
        var made = (ResourceCreated)Answer(new RegisterEndpoint(0, 0), app, expiry);
        await (MakeGate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        return made.Id;
    }

    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken cancellationToken = default)
    {
        Answer(new RefreshEndpoint(0, 0, endpoint), app, expiry);
        return Task.CompletedTask;
    }

    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Calls.Add("unregister");
            _server.ForgetEndpoints();
            return Task.CompletedTask;
        }
    }

    public Task<int> SubscribeAsync(
        EndUserSession user,
        int endpoint,
        IReadOnlyCollection<string> contacts,
        TimeSpan expiry,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(((ResourceCreated)Answer(new Subscribe(0, 0, endpoint, [.. contacts]), user, expiry)).Id);

    public Task RefreshSubscriptionAsync(
        EndUserSession user, int subscription, TimeSpan expiry, CancellationToken cancellationToken = default)
    {
        Answer(new RefreshSubscription(0, 0, subscription), user, expiry);
        return Task.CompletedTask;
    }

    public Task AddContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default)
    {
        Answer(new ChangeContacts(0, 0, subscription, true, [.. contacts]), user, default);
        return Task.CompletedTask;
    }

    public Task RemoveContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default)
    {
        Answer(new ChangeContacts(0, 0, subscription, false, [.. contacts]), user, default);
        return Task.CompletedTask;
    }

    public async Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Calls.Add("unsubscribe");
            _server.ForgetSubscriptions();
        }

        await (EndGate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public async Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default)
    {
        var answered = (FetchAnswered)Answer(new Fetch(0, 0, subscription), user, default);
        await (FetchGate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        return answered.States;
    }

    public Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public async Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        [.. (await GetSubscribedPresenceAsync(user, subscription, cancellationToken)).Select(Rich)];

    public Task SetRichPresenceAsync(
        EndUserSession user,
        PidfDocument document,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task SetPresenceAsync(
        EndUserSession user,
        PresenceState state,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private PidfDocument Rich(ContactPresence contact) => new()
    {
        Entity = ContactUri.WithScheme(contact.ContactUri),
        Person = new PidfPerson
        {
            Activities = [new PidfElement { Name = PidfActivity.FromState(contact.State) }],
            Notes = Notes.TryGetValue(contact.ContactUri, out var note) ? [new PidfNote { Text = note }] : [],
        },
        Tuples = [new PidfTuple { Id = PwsTuples.Own, IsOpen = true }],
    };

    private static string Text(int key) => key.ToString(CultureInfo.InvariantCulture);

    private OperationEnded Answer(Operation operation, PwsSession session, TimeSpan expiry)
    {
        lock (_gate)
        {
            Calls.Add(operation.GetType().Name);
            var key = int.Parse(session.Key, CultureInfo.InvariantCulture);
            var ended = _server.Answer(operation, key, key, expiry, _time.GetUtcNow());
            return ended is OperationFailed { Code: { } code } ? throw new PwsException(code) : ended;
        }
    }

    // A real notification comes by another way, and not within the request that caused it.
    private void Notify(int subscription)
    {
        if (!LosesNotifications)
        {
            Interlocked.Increment(ref _underWay);
            _ = Task.Run(() =>
            {
                _hub.Receive(_segment, subscription);
                Interlocked.Decrement(ref _underWay);
            });
        }
    }
}
