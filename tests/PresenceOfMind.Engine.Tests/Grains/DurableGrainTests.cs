using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Tests.Storage;

namespace PresenceOfMind.Engine.Tests.Grains;

public sealed class DurableGrainTests : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(o => o.Folder = _store.Folder);
        builder.Services.AddSingleton(TestStore.Tables[0]);
        builder.UsePresenceSilo();
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Commands_that_wait_for_the_disk_share_a_commit()
    {
        var grain = Grain("counter");
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => grain.Keep($"fact {i}")));

        var health = _host.Services.GetRequiredService<Database>().Health;
        Assert.Equal(300, health.Writes);
        Assert.True(health.Commits < 150, $"{health.Commits} commits for 300 commands");
    }

    [Fact]
    public async Task After_a_refused_change_the_activation_forgets_what_it_held()
    {
        var grain = Grain("forgetful");
        await grain.Keep("once");
        Assert.Equal(1, await grain.Held());

        await Assert.ThrowsAnyAsync<Exception>(() => grain.Keep("once"));

        var deadline = DateTimeOffset.UtcNow.AddSeconds(10);
        var held = -1;
        while (held != 0 && DateTimeOffset.UtcNow < deadline)
        {
            try
            {
                held = await grain.Held();
            }
            catch (StorageException)
            {
                await Task.Yield();
            }
        }

        Assert.Equal(0, held);
    }

    [Fact]
    public async Task A_batch_is_one_change_and_what_its_members_keep_later_comes_after_it()
    {
        var (batches, database) = (_host.Services.GetRequiredService<WriteBatches>(), _host.Services.GetRequiredService<Database>());
        var batch = batches.Open(2);
        var first = Grain("a").KeepWith("a1", batch.Id);
        while (!await Grain("a").HasJoined())
        {
        }

        var later = Grain("a").Keep("a2");
        await Grain("a").HasJoined();
        Assert.False(later.IsCompleted);
        Assert.Equal(0, database.Health.Writes);
        await Task.WhenAll(first, later, Grain("b").KeepWith("b1", batch.Id));
        Assert.Equal(2, database.Health.Writes);
        Assert.Equal(["a1", "a2", "b1"], TestStore.Names(database));
    }

    [Fact]
    public async Task Of_a_batch_that_is_given_up_or_refused_nothing_is_kept()
    {
        var (batches, database) = (_host.Services.GetRequiredService<WriteBatches>(), _host.Services.GetRequiredService<Database>());
        var batch = batches.Open(2);
        var joined = Grain("c").KeepWith("c1", batch.Id);
        batches.Close(batch);
        await Assert.ThrowsAnyAsync<Exception>(() => joined);

        await Grain("d").Keep("taken");
        var refused = batches.Open(2);
        var both = new[] { Grain("e").KeepWith("e1", refused.Id), Grain("f").KeepWith("taken", refused.Id) };
        await Assert.ThrowsAnyAsync<Exception>(() => both[0]);
        await Assert.ThrowsAnyAsync<Exception>(() => both[1]);
        Assert.Equal(["taken"], TestStore.Names(database));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _store.Dispose();
    }

    private IKeeperGrain Grain(string key) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeeperGrain>(key);
}

internal interface IKeeperGrain : IGrainWithStringKey
{
    Task Keep(string name);

    Task KeepWith(string name, long batch);

    Task<int> Held();

    Task<bool> HasJoined();
}

[Orleans.Concurrency.Reentrant]
internal sealed class KeeperGrain(Database database, WriteBatches batches) : DurableGrain(database), IKeeperGrain
{
    private int _held;

    public Task Keep(string name)
    {
        _held++;
        return CommitAsync(new Insert(name));
    }

    public Task KeepWith(string name, long batch)
    {
        _held++;
        return CommitAsync(new Insert(name), batches.Find(batch)!);
    }

    public async Task<int> Held()
    {
        await Committed;
        return _held;
    }

    public Task<bool> HasJoined() => Task.FromResult(_held > 0);
}
