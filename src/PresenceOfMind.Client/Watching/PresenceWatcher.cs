using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Client.Listening;
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
        PresenceWatcherOptions options, NotificationHub hub, IPwsClient? client = null, TimeProvider? time = null, ILogger<PresenceWatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(hub);
        options.Validate();
        _hub = hub;
        _ownClient = client is null ? new PwsClient(options.ForClient()) : null;
        _segment = hub.Register(id => _pump?.Notify(id));
        var callback = new Uri($"{options.CallbackUrl.AbsoluteUri.TrimEnd('/')}/{_segment}");
        _pump = new WatcherPump(
            new WatcherMachine(options, new Random()),
            new WatcherOperations(client ?? _ownClient!, options, callback),
            new WatcherReaders(options.ReaderBacklog),
            time ?? TimeProvider.System,
            logger ?? NullLogger<PresenceWatcher>.Instance);
    }

    /// <summary>
    /// The state of each contact that has been fetched, by contact as it was given; any spelling that means the same finds it. See
    /// <see cref="Health"/> for how far it can be trusted.
    /// </summary>
    public IReadOnlyDictionary<string, PresenceState> Snapshot =>
        _pump.Ask((machine, _) => machine.Book.Current).ToDictionary(c => c.Contact, c => c.After, ContactComparer.Instance);

    /// <summary>
    /// The details of each contact that has been fetched, in the same way; empty where they are not asked for
    /// (<see cref="PresenceWatcherOptions.Rich"/>).
    /// </summary>
    public IReadOnlyDictionary<string, PresenceDetails> Details =>
        _pump.Ask((machine, _) => machine.Book.Current)
            .Where(c => c.Details is not null)
            .ToDictionary(c => c.Contact, c => c.Details!, ContactComparer.Instance);

    /// <summary>How the watcher fares now.</summary>
    public WatcherHealth Health => _pump.Health;

    /// <summary>
    /// How old what is known may be at most: the time since the last successful fetch began, of the contacts that were fetched
    /// longest ago; null before all were.
    /// </summary>
    public TimeSpan? Staleness => _pump.Ask((machine, now) => machine.HealthAt(now).Staleness);

    /// <summary>Who is watched, as given.</summary>
    public IReadOnlyList<string> Contacts => _pump.Ask((machine, _) => machine.Book.Given);

    /// <summary>
    /// Begins to watch, and returns at once: a server that is not there yet, or a wrong password, is told by
    /// <see cref="SourceLost"/> and <see cref="Health"/>, and tried again. Starting twice is as starting once.
    /// </summary>
    /// <param name="ct">Cancels the start, not the watch.</param>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Task StartAsync(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ending is not null, this);
            _pump.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Asks for a fetch that begins from now on, for who no longer trusts what was told before. It returns at once; a
    /// <see cref="Fetched"/> follows. Before the watcher is started, and while there is no server, the next fetch is that fetch.
    /// </summary>
    public void RequestFetch() => _pump.WantFetch();

    /// <summary>
    /// Watches more contacts, and returns at once. The first state of each follows as a change without a before; no change of
    /// anybody else is missed meanwhile. Those that are watched already stay as they are. It can be called at any time, also
    /// before the watcher is started.
    /// </summary>
    /// <param name="contacts">URIs of the form <c>user@domain</c>.</param>
    /// <returns>How many were not watched before.</returns>
    /// <exception cref="ArgumentException">One is no such URI; then none is added.</exception>
    public int AddContacts(params IReadOnlyCollection<string> contacts)
    {
        PresenceWatcherOptions.RequireContacts(contacts);
        return _pump.Change(machine => machine.Watch(contacts));
    }

    /// <summary>
    /// Watches contacts no more, and returns at once: from now on nothing is told of them. What waits for a reader already is
    /// still read. Those that are not watched are passed over.
    /// </summary>
    /// <param name="contacts">The contacts, in any spelling that means the same.</param>
    /// <returns>How many were watched before.</returns>
    public int RemoveContacts(params IReadOnlyCollection<string> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        return _pump.Change(machine => machine.Unwatch(contacts));
    }

    /// <summary>
    /// Everything that happens, from now on. It begins with the current state: a <see cref="PresenceChanged"/> without a
    /// before for each contact that is known, then <see cref="SourceLost"/> where nothing is confirmed, then a
    /// <see cref="Fetched"/> for each part that is. It ends when the watcher is disposed of.
    /// </summary>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="WatcherReaderException">The reader was too slow.</exception>
    public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken ct = default) => ReadAsync(changesOnly: false, ct);

    /// <summary>
    /// Every change, from now on, beginning with the current state as changes without a before. It ends when the watcher is
    /// disposed of.
    /// </summary>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="WatcherReaderException">The reader was too slow.</exception>
    public async IAsyncEnumerable<PresenceChange> ReadChangesAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var told in ReadAsync(changesOnly: true, ct).ConfigureAwait(false))
        {
            if (told is PresenceChanged changed)
            {
                yield return changed.Change;
            }
        }
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

    private async IAsyncEnumerable<WatcherEvent> ReadAsync(bool changesOnly, [EnumeratorCancellation] CancellationToken ct)
    {
        var (first, reader) = _pump.Join(changesOnly);
        try
        {
            foreach (var told in first)
            {
                yield return told;
            }

            await foreach (var told in reader.ReadAllAsync(ct).ConfigureAwait(false))
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
