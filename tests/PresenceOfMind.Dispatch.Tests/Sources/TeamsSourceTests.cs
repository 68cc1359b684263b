using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Dispatch.Tests.Sources;

public sealed class TeamsSourceTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly FakeWatcher _watcher = new();
    private TestHost _host = null!;
    private TeamsSourceService _source = null!;

    private TeamsService Service => _host.Services.GetRequiredService<TeamsService>();

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(
            _folder.Path,
            o => o.Teams[new("field")] = new TeamSettings { Workers = [new WorkerSettings { Contact = new("dan@example.com") }] });
        _source = new TeamsSourceService(_watcher, _host.Sink, TimeProvider.System, NullLogger<TeamsSourceService>.Instance);
        await _source.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => _watcher.Contacts.Count == 3);
    }

    [Fact]
    public async Task One_watcher_feeds_all_teams_with_their_own_people()
    {
        _watcher.OnRequest = _watcher.Fetch;
        _watcher.Fetch();
        await Eventually.IsAsync(() => AbleAsync("demo", "ann@example.com", "bob@example.com"));
        await Eventually.IsAsync(() => AbleAsync("field", "dan@example.com"));
    }

    [Fact]
    public async Task Workers_who_come_are_watched_and_those_who_go_are_no_more()
    {
        _watcher.OnRequest = _watcher.Fetch;
        await Service.DoAsync(new("field"), new PutWorker(new WorkerSettings { Contact = new("eve@example.com") }));
        await Service.DoAsync(new("demo"), new RemoveWorker(new("bob@example.com")));

        await Eventually.IsAsync(
            () => _watcher.Contacts.Order(StringComparer.Ordinal).SequenceEqual(["ann@example.com", "dan@example.com", "eve@example.com"]));
        _watcher.Fetch();
        await Eventually.IsAsync(() => AbleAsync("field", "dan@example.com", "eve@example.com"));
    }

    [Fact]
    public async Task A_worker_who_changes_the_team_is_fetched_anew_for_it()
    {
        _watcher.OnRequest = _watcher.Fetch;
        _watcher.Fetch();
        await Eventually.IsAsync(() => AbleAsync("demo", "ann@example.com", "bob@example.com"));

        await Service.DoAsync(new("demo"), new RemoveWorker(new("bob@example.com")));
        await Service.DoAsync(new("field"), new PutWorker(new WorkerSettings { Contact = new("bob@example.com") }));

        await Eventually.IsAsync(() => AbleAsync("field", "bob@example.com", "dan@example.com"));
    }

    [Fact]
    public async Task A_team_that_is_made_later_is_fed_too_and_one_that_goes_is_left_alone()
    {
        _watcher.OnRequest = _watcher.Fetch;
        await Service.MakeAsync(
            new("late"),
            new CommandMessage
            {
                Command = new ConfigureTeam(new TeamSettings { Workers = [new WorkerSettings { Contact = new("fay@example.com") }] }),
                MustBeNew = true,
            });
        await Eventually.IsAsync(() => _watcher.Contacts.Contains("fay@example.com"));
        _watcher.Fetch();
        await Eventually.IsAsync(() => AbleAsync("late", "fay@example.com"));

        await Service.RemoveAsync(new("late"));
        await Eventually.IsAsync(() => !_watcher.Contacts.Contains("fay@example.com"));
        _watcher.Fetch();
        await Eventually.IsAsync(() => AbleAsync("field", "dan@example.com"));
    }

    public async ValueTask DisposeAsync()
    {
        await _source.StopAsync(CancellationToken.None);
        _source.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<bool> AbleAsync(string team, params string[] contacts) =>
        (await _host.Teams.GetViewAsync(new(team))).Workers
            .Where(w => w.Able)
            .Select(w => w.Contact.Value)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(
            contacts);

    /// <summary>A watcher that many read, that finds everybody available, and that tells a new reader of its last fetch.</summary>
    private sealed class FakeWatcher : IContactFeed
    {
        private readonly ConcurrentDictionary<string, bool> _contacts = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<Channel<WatcherEvent>, bool> _readers = new();

        private volatile Fetched? _last;

        public Action? OnRequest { get; set; }

        public ICollection<string> Contacts => _contacts.Keys;

        public void Fetch()
        {
            var now = DateTimeOffset.UtcNow;
            var fetched = new Fetched
            {
                Began = now.AddTicks(1),
                Ended = now,
                States = [.. _contacts.Keys.Select(c => new ContactPresence { ContactUri = c, State = PresenceState.Available })],
                Changes = [],
                Sequence = 1,
            };
            _last = fetched;
            foreach (var (reader, _) in _readers)
            {
                reader.Writer.TryWrite(fetched);
            }
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancellationToken)
        {
            var reader = Channel.CreateUnbounded<WatcherEvent>();
            _readers.TryAdd(reader, true);
            if (_last is { } last)
            {
                reader.Writer.TryWrite(last);
            }

            return reader.Reader.ReadAllAsync(cancellationToken);
        }

        public void RequestFetch() => OnRequest?.Invoke();

        public void Add(IReadOnlyCollection<string> contacts)
        {
            foreach (var contact in contacts)
            {
                _contacts.TryAdd(contact, true);
            }
        }

        public void Remove(IReadOnlyCollection<string> contacts)
        {
            foreach (var contact in contacts)
            {
                _contacts.TryRemove(contact, out _);
            }
        }
    }
}
