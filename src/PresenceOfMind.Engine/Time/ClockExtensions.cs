using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Time;

/// <summary>Registers the clocks.</summary>
public static class ClockExtensions
{
    /// <summary>
    /// Adds the clocks of a program that keeps data: <see cref="WallClock"/>, <see cref="SteadyClock"/>, which is the host's
    /// <see cref="TimeProvider"/> (also that of the engine's own timers), and a <see cref="ClockWatch"/> that runs. They need a store
    /// (<c>AddStorage</c>). Add them first, so that they start before whatever decides by time.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddClocks(this IServiceCollection services)
    {
        foreach (var migration in ClockRows.Migrations)
        {
            services.AddSingleton(migration);
        }

        services.AddSingleton(new WallClock(TimeProvider.System));
        services.AddSingleton(s => new SteadyClock(s.GetRequiredService<WallClock>(), ClockRows.Read(s.GetRequiredService<Database>())));
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<SteadyClock>());
        services.AddHostedService<ClockService>();
        return services.AddClockDefaults();
    }

    /// <summary>
    /// Adds what of the clocks is not there: the machine's clock for everything, and a watch that finds nothing, because no service starts
    /// it. For programs that keep their own time, such as tests.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddClockDefaults(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new WallClock(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ClockWatch>();
        return services;
    }
}
