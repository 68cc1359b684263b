using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>A watcher as a service of a host.</summary>
public static class PresenceWatcherExtensions
{
    /// <summary>
    /// Adds a <see cref="PresenceWatcher"/> that is started with the host and ended with it, and the
    /// <see cref="NotificationHub"/> that brings its callbacks. Settings are checked when the host starts, which fails with a
    /// message that names the wrong one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Makes the settings, for example from configuration.</param>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, Func<IServiceProvider, PresenceWatcherOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton<NotificationHub>();
        services.TryAddSingleton(provider => new PresenceWatcher(
            options(provider),
            provider.GetRequiredService<NotificationHub>(),
            provider.GetService<IPwsClient>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<PresenceWatcher>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PresenceWatcherService>());
        return services;
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, Func{IServiceProvider, PresenceWatcherOptions})"/>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, PresenceWatcherOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddPresenceWatcher(_ => options);
    }

    /// <summary>
    /// Adds a <see cref="PresenceListener"/> for callbacks, for a host without a web server. It listens before the watcher
    /// registers its endpoint, where it is added before the watcher.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Where to listen; port 8080 of all addresses by default.</param>
    public static IServiceCollection AddPresenceListener(this IServiceCollection services, PresenceListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<NotificationHub>();
        services.TryAddSingleton(provider => PresenceListener.Start(
            options, provider.GetRequiredService<NotificationHub>(), provider.GetService<ILogger<PresenceListener>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PresenceListenerService>());
        return services;
    }
}
