using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Engine.Tests.Storage;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Engine.Tests.Time;

public sealed class ClockServiceTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TestStore _store = new();
    private readonly SteppedTime _time = new();

    public void Dispose()
    {
        _services.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task What_is_acknowledged_after_a_step_is_kept_after_the_clock()
    {
        using var database = _store.Open([.. TestStore.Tables, .. ClockRows.Migrations]);
        var wall = new WallClock(_time);
        using var watch = new ClockWatch(wall, _services.GetRequiredService<IMeterFactory>(), NullLogger<ClockWatch>.Instance);
        using var service = new ClockService(new SteadyClock(wall, null), watch, database, NullLogger<ClockService>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);

        for (var step = 1; step <= 20; step++)
        {
            _time.Step(TimeSpan.FromDays(step));
            Assert.Equal(step, watch.Interruptions);
            var stepped = wall.Now;
            await database.WriteAsync(new Insert($"after {step}"));

            Assert.Equal(stepped, ClockRows.Read(database)?.Wall);
        }

        await service.StopAsync(TestContext.Current.CancellationToken);
    }
}
