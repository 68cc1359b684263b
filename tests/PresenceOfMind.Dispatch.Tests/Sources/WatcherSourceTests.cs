using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;
using PresenceOfMind.Tests.Shared;
using static PresenceOfMind.Protocol.PresenceState;
using TeamTime = PresenceOfMind.Dispatch.Core.Time.TeamTime;

namespace PresenceOfMind.Dispatch.Tests.Sources;

public sealed class WatcherSourceTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly FakeWatcher _watcher = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(_folder.Path);

    [Fact]
    public async Task What_the_watcher_fetches_gives_the_waiting_task()
    {
        using var source = await StartAsync();
        var task = await _host.Teams.AddTaskAsync(new("demo"), new NewTask("one"));
        _watcher.Fetch(Available);

        await Eventually.IsAsync(async () => (await _host.Teams.FindTaskAsync(new("demo"), task.Id))!.State == TaskState.Assigned);
    }

    [Fact]
    public async Task When_the_watcher_loses_its_server_nobody_gets_work_until_it_fetches_again()
    {
        using var source = await StartAsync();
        _watcher.Fetch(Available);
        await Eventually.IsAsync(AnnIsAbleAsync);

        _watcher.Tell(new Client.Watching.SourceLost { Reason = "no answer", At = DateTimeOffset.UtcNow });
        await Eventually.IsAsync(async () => !await AnnIsAbleAsync());
        var task = await _host.Teams.AddTaskAsync(new("demo"), new NewTask("one"));
        Assert.Contains("no answer", task.WaitsBecause, StringComparison.Ordinal);

        _watcher.Fetch(Available);
        await Eventually.IsAsync(async () => (await _host.Teams.FindTaskAsync(new("demo"), task.Id))!.State == TaskState.Assigned);
    }

    [Fact]
    public async Task A_fetch_that_began_too_early_is_asked_for_again()
    {
        using var source = await StartAsync();
        _watcher.OnRequest = () => _watcher.Fetch(Available);
        _watcher.Tell(
            new Fetched
            {
                Began = DateTimeOffset.UtcNow.AddMinutes(-5),
                Ended = DateTimeOffset.UtcNow,
                States = [Ann(Available)],
                Changes = [],
                Sequence = 1,
            });

        await Eventually.IsAsync(AnnIsAbleAsync);
        Assert.Equal(1, _watcher.Requests);
    }

    [Fact]
    public async Task When_the_team_was_loaded_anew_a_fetch_is_asked_for()
    {
        using var source = await StartAsync();
        _watcher.Fetch(Available);
        await Eventually.IsAsync(AnnIsAbleAsync);
        _watcher.OnRequest = () => _watcher.Fetch(Available);

        await DeactivateAsync();

        await Eventually.IsAsync(AnnIsAbleAsync);
        Assert.True(_watcher.Requests >= 1);
    }

    [Fact]
    public async Task A_source_that_another_has_replaced_ends()
    {
        using var first = await StartAsync();
        _watcher.Fetch(Available);
        await Eventually.IsAsync(AnnIsAbleAsync);
        await _host.Sink.OpenAsync(new("demo"));
        _watcher.Fetch(Available);

        await first.ExecuteTask!.WaitAsync(Eventually.Bound, TestContext.Current.CancellationToken);
        Assert.False(await AnnIsAbleAsync());
    }

    [Fact]
    public async Task A_watcher_that_fails_is_read_anew()
    {
        using var source = await StartAsync();
        _watcher.Fail();
        await Eventually.IsAsync(() => _watcher.Readings >= 2);
        _watcher.Fetch(Available);

        await Eventually.IsAsync(AnnIsAbleAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private static ContactPresence Ann(PresenceState state) => new() { ContactUri = "ann@example.com", State = state };

    private async Task<bool> AnnIsAbleAsync() => (await _host.Teams.GetViewAsync(new("demo"))).Workers[0].Able;

    private async Task DeactivateAsync()
    {
        var other = TeamRows.Load(_host.Database, new("demo"), Decider.Instance);
        var outcome = other.Handle(new AddTask(new("theirs"), "theirs", null), TeamTime.FromWall(DateTimeOffset.UtcNow));
        await _host.Database.WriteAsync(TeamRows.Append(new("demo"), outcome.Entries, null, []));
        await Assert.ThrowsAsync<DispatchException>(() => _host.Teams.AddTaskAsync(new("demo"), new NewTask("ours")));
        await Eventually.IsAsync(async () =>
        {
            try
            {
                await _host.Teams.CompleteTaskAsync(new("demo"), new("theirs"));
                return true;
            }
            catch (DispatchException e) when (e.Refusal.Kind == RefusalKind.Unavailable)
            {
                return false;
            }
        });
    }

    private async Task<WatcherSourceService> StartAsync()
    {
        var source = new WatcherSourceService(_watcher, _host.Sink, new("demo"), TimeProvider.System, NullLogger<WatcherSourceService>.Instance);
        await source.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => _watcher.Readings > 0);
        return source;
    }

    private sealed class FakeWatcher : IPresenceFeed
    {
        private Channel<WatcherEvent> _channel = Channel.CreateUnbounded<WatcherEvent>();
        private int _readings;
        private int _requests;

        public Action? OnRequest { get; set; }

        public int Readings => Volatile.Read(ref _readings);

        public int Requests => Volatile.Read(ref _requests);

        public void Tell(WatcherEvent told) => _channel.Writer.TryWrite(told);

        public void Fetch(PresenceState ann) =>
            Tell(
                new Fetched
                {
                    Began = DateTimeOffset.UtcNow.AddTicks(1),
                    Ended = DateTimeOffset.UtcNow,
                    States = [Ann(ann), new() { ContactUri = "bob@example.com", State = Away }],
                    Changes = [],
                    Sequence = 1,
                });

        public void Fail()
        {
            var failed = _channel;
            _channel = Channel.CreateUnbounded<WatcherEvent>();
            failed.Writer.Complete(new InvalidOperationException("too slow"));
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _readings);
            return _channel.Reader.ReadAllAsync(cancellationToken);
        }

        public void RequestFetch()
        {
            Interlocked.Increment(ref _requests);
            OnRequest?.Invoke();
        }
    }
}
