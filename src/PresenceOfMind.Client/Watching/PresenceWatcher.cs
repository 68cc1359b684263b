using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// Watches people through a Presence Web Service, and tells each change of their presence once, in order for each person. It
/// logs in, registers, subscribes, refreshes, fetches and recovers by itself. Safe for use by many threads at once.
/// </summary>
public sealed class PresenceWatcher : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly NotificationHub _hub;
    private readonly PwsClient? _ownClient;
    private readonly WatcherPump _pump;
    private readonly string _segment;
    private Task? _ending;

    /// <summary>A watcher, which does nothing before it is started.</summary>
    /// <param name="options">Whom to watch, as whom, and where.</param>
    /// <param name="hub">Brings the callbacks that arrive under <see cref="PresenceWatcherOptions.CallbackUrl"/>.</param>
    /// <param name="client">Speaks to the server; the caller keeps it. Null makes one for the server of the options.</param>
    /// <param name="time">The time; the system's by default.</param>
    /// <param name="logger">Takes what happens; nowhere by default.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public PresenceWatcher(
        PresenceWatcherOptions options,
        NotificationHub hub,
        IPwsClient? client = null,
        TimeProvider? time = null,
        ILogger<PresenceWatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(hub);
        options.Validate();
        options = options with { Contacts = [.. options.Contacts] };
        _hub = hub;
        _ownClient = client is null ? new PwsClient(options.ForClient()) : null;
        _segment = hub.Register(id => _pump?.Notify(id));
        var callback = new Uri($"{options.CallbackUrl.AbsoluteUri.TrimEnd('/')}/{_segment}");
        _pump = new WatcherPump(
            new WatcherMachine(options, new Random()),
            new WatcherOperations(new BoundedPwsClient(client ?? _ownClient!, options.LongestRequest, options.Server), options, callback),
            new WatcherReaders(options.ReaderBacklog),
            time ?? TimeProvider.System,
            logger ?? NullLogger<PresenceWatcher>.Instance);
    }

    /// <summary>
    /// The state of each contact that has been fetched, by contact as it was given; any spelling that means the same finds it. See
    /// <see cref="Health"/> for how far it can be trusted.
    /// </summary>
    /// <remarks>It is one moment's, and made once for each change, so that asking often costs little. For one contact see <see
    /// cref="TryGet"/>.</remarks>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public IReadOnlyDictionary<string, PresenceState> Snapshot => Ask((machine, _) => machine.Book.States);

    /// <summary>
    /// The details of each contact that has been fetched, in the same way; empty where they are not asked for
    /// (<see cref="PresenceWatcherOptions.Rich"/>).
    /// </summary>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public IReadOnlyDictionary<string, PresenceDetails> Details => Ask((machine, _) => machine.Book.Details);

    /// <summary>The state of one contact, whatever the number of contacts at the same cost.</summary>
    /// <param name="contact">The contact, in any spelling that means the same.</param>
    /// <param name="state">The state that was fetched last; <see cref="PresenceState.Unknown"/> where none was.</param>
    /// <returns>Whether a state was fetched.</returns>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public bool TryGet(string contact, out PresenceState state)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var last = Ask((machine, _) => machine.Book.LastOf(contact));
        state = last?.After ?? PresenceState.Unknown;
        return last is not null;
    }

    /// <summary>The details of one contact, whatever the number of contacts at the same cost.</summary>
    /// <param name="contact">The contact, in any spelling that means the same.</param>
    /// <param name="details">The details that were fetched last; null where none were.</param>
    /// <returns>Whether details were fetched.</returns>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public bool TryGetDetails(string contact, [NotNullWhen(true)] out PresenceDetails? details)
    {
        ArgumentNullException.ThrowIfNull(contact);
        details = Ask((machine, _) => machine.Book.LastOf(contact))?.Details;
        return details is not null;
    }

    /// <summary>
    /// How the watcher fares now; <see cref="WatcherState.Stopped"/> once it was disposed of, when this alone can still be asked.
    /// </summary>
    public WatcherHealth Health => _pump.Health;

    /// <summary>
    /// How old what is known may be at most: the time since the last successful fetch began, of the contacts that were fetched
    /// longest ago; null before all were.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public TimeSpan? Staleness => Ask((machine, now) => machine.HealthAt(now).Staleness);

    /// <summary>Who is watched, as given.</summary>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public IReadOnlyList<string> Contacts => Ask((machine, _) => machine.Book.Given);

    /// <summary>
    /// Begins to watch, and returns at once: a server that is not there yet, or a wrong password, is told by
    /// <see cref="SourceLost"/>, <see cref="Health"/> and the log, and tried again. Starting twice is as starting once. Who wants to
    /// know at once whether it works calls <see cref="WaitUntilLiveAsync"/> instead.
    /// </summary>
    /// <param name="cancellationToken">Cancels the start, not the watch.</param>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ending is not null, this);
            _pump.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Begins to watch, where it did not yet, and returns once every contact is confirmed (<see cref="WatcherState.Live"/>). It throws
    /// at the first failure from now on that is not mended at once: a wrong password, a server that cannot be reached, an answer that
    /// leaves a contact out. The watcher continues to retry; call it again to wait for the next outcome.
    /// </summary>
    /// <param name="cancellationToken">Cancels the waiting, not the watch.</param>
    /// <exception cref="WatcherLostException">It did not work; the message says why, the inner exception what the server said.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public async Task WaitUntilLiveAsync(CancellationToken cancellationToken = default)
    {
        var live = _pump.WaitUntilLiveAsync();
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await live.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks for a fetch that begins from now on, for who no longer trusts what was told before. It returns at once; a
    /// <see cref="Fetched"/> follows. Before the watcher is started, and while there is no server, the next fetch is that fetch.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public void RequestFetch()
    {
        ThrowIfDisposed();
        _pump.WantFetch();
    }

    /// <summary>
    /// Logs in with another password from now on, and returns at once. The session that there is goes on; where there is none, since
    /// the old password was refused, a login follows at once.
    /// </summary>
    /// <param name="password">The application user's new password.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public void RenewPassword(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        ThrowIfDisposed();
        _pump.RenewPassword(password);
    }

    /// <summary>
    /// Watches more contacts, and returns at once. The first state of each follows as a change without a before; no change of
    /// anybody else is missed meanwhile. Those that are watched already stay as they are. It can be called at any time, also
    /// before the watcher is started.
    /// </summary>
    /// <param name="contacts">URIs of the form <c>user@domain</c>.</param>
    /// <returns>How many were not watched before.</returns>
    /// <exception cref="ArgumentException">One is no such URI; then none is added.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public int AddContacts(params IReadOnlyCollection<string> contacts)
    {
        ThrowIfDisposed();
        PresenceWatcherOptions.RequireContacts(contacts);
        return _pump.Change(machine => machine.Watch(contacts));
    }

    /// <summary>
    /// Watches contacts no more, and returns at once: from now on nothing is told of them. What waits for a reader already is
    /// still read. Those that are not watched are passed over.
    /// </summary>
    /// <param name="contacts">The contacts, in any spelling that means the same.</param>
    /// <returns>How many were watched before.</returns>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of.</exception>
    public int RemoveContacts(params IReadOnlyCollection<string> contacts)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(contacts);
        return _pump.Change(machine => machine.Unwatch(contacts));
    }

    /// <summary>
    /// Everything that happens, from now on. It begins with the current state: a <see cref="PresenceChanged"/> without a
    /// before for each contact that is known, then <see cref="SourceLost"/> where nothing is confirmed, then a
    /// <see cref="Fetched"/> for each part that is. It ends when the watcher is disposed of.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="WatcherReaderException">The reader was too slow.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of before.</exception>
    public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return ReadAsync(changesOnly: false, cancellationToken);
    }

    /// <summary>
    /// Every change, from now on, beginning with the current state as changes without a before. It ends when the watcher is
    /// disposed of.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="WatcherReaderException">The reader was too slow.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of before.</exception>
    public IAsyncEnumerable<PresenceChange> ReadChangesAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return ChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the watch within three seconds: unsubscribes and unregisters what it made, and logs out where the session is its own.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task ending;
        lock (_gate)
        {
            ending = _ending ??= EndAsync();
        }

        await ending.ConfigureAwait(false);
    }

    /// <summary>Whether nothing is under way.</summary>
    internal bool IsIdle => _pump.IsIdle;

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_pump.IsStopping, this);

    private T Ask<T>(Func<WatcherMachine, DateTimeOffset, T> question)
    {
        ThrowIfDisposed();
        return _pump.Ask(question);
    }

    private async IAsyncEnumerable<PresenceChange> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var told in ReadAsync(changesOnly: true, cancellationToken).ConfigureAwait(false))
        {
            if (told is PresenceChanged changed)
            {
                yield return changed.Change;
            }
        }
    }

    private async IAsyncEnumerable<WatcherEvent> ReadAsync(bool changesOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        var (first, reader) = _pump.Join(changesOnly);
        try
        {
            foreach (var told in first)
            {
                yield return told;
            }

            await foreach (var told in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return told;
            }
        }
        finally
        {
            _pump.Leave(reader);
        }
    }

    private async Task EndAsync()
    {
        _hub.Unregister(_segment);
        await _pump.EndAsync().ConfigureAwait(false);
        _ownClient?.Dispose();
    }
}
