using Microsoft.Extensions.DependencyInjection;

namespace PresenceOfMind.Engine.Storage;

/// <summary>Registers the store.</summary>
public static class StorageExtensions
{
    /// <summary>
    /// Adds the <see cref="Database"/>, opened when it is first resolved. Each component adds its own
    /// <see cref="Migration"/>s as singletons.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says where the data folder is.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, Action<StorageOptions> configure)
    {
        var options = new StorageOptions();
        configure(options);
        services.AddSingleton(options);
        services.AddSingleton<Database>();
        services.AddHostedService<IntegrityService>();
        return services;
    }
}
