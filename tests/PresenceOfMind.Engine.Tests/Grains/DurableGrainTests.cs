using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Tests.Storage;
using PresenceOfMind.Tests.Shared;

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
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => grain.KeepAsync($"fact {i}")));

        var health = _host.Services.GetRequiredService<Database>().Health;
        Assert.Equal(300, health.Writes);
        Assert.True(health.Commits < 150, $"{health.Commits} commits for 300 commands");
    }

    [Fact]
    public async Task After_a_refused_change_the_activation_forgets_what_it_held()
    {
        var grain = Grain("forgetful");
        await grain.KeepAsync("once");
        Assert.Equal(1, await grain.HeldAsync());

        await Assert.ThrowsAnyAsync<Exception>(() => grain.KeepAsync("once"));

        await Eventually.IsAsync(async () =>
        {
            try
            {
                return await grain.HeldAsync() == 0;
            }
            catch (StorageException)
            {
                return false;
            }
        });
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
    Task KeepAsync(string name);

    Task<int> HeldAsync();
}

[Orleans.Concurrency.Reentrant]
internal sealed class KeeperGrain(Database database) : DurableGrain(database), IKeeperGrain
{
    private int _held;

    public Task KeepAsync(string name)
    {
        _held++;
        return CommitAsync(new Insert(name));
    }

    public async Task<int> HeldAsync()
    {
        await Committed;
        return _held;
    }
}
