using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Registers a watcher as a service of a host.</summary>
public static class PresenceWatcherExtensions
{
    /// <summary>
    /// Adds a <see cref="PresenceWatcher"/> that is started with the host and ended with it, and the
    /// <see cref="NotificationHub"/> that brings its callbacks. Settings are checked when the host starts, which fails with a
    /// message that names the wrong one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Makes the settings.</param>
    /// <exception cref="InvalidOperationException">There is such a watcher already; a further one needs a name.</exception>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, Func<IServiceProvider, PresenceWatcherOptions> options) =>
        services.Add(null, options);

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, Func{IServiceProvider, PresenceWatcherOptions})"/>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, PresenceWatcherOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.Add(null, _ => options);
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, Func{IServiceProvider, PresenceWatcherOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// Holds the settings by the names of <see cref="PresenceWatcherOptions"/>: certificates as paths of files, times as
    /// <c>00:10:00</c>, contacts as a list or one text with commas. A password that is another when the configuration is loaded
    /// again is used from then on.
    /// </param>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.Add(null, _ => WatcherConfiguration.Read(section), section);
    }

    /// <summary>
    /// Adds a watcher beside others, which is found among the services by its name
    /// (<c>[FromKeyedServices("name")] PresenceWatcher</c>). An <see cref="IPwsClient"/> with its name is taken where there is one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The watcher's name.</param>
    /// <param name="options">Makes the settings.</param>
    /// <exception cref="InvalidOperationException">There is a watcher of this name already.</exception>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, string name, Func<IServiceProvider, PresenceWatcherOptions> options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.Add(name, options);
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, string, Func{IServiceProvider, PresenceWatcherOptions})"/>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, string name, PresenceWatcherOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddPresenceWatcher(name, _ => options);
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, string, Func{IServiceProvider, PresenceWatcherOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="name">The watcher's name.</param>
    /// <param name="section">Holds the settings, as for a watcher without a name.</param>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.Add(name, _ => WatcherConfiguration.Read(section), section);
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

    private static IServiceCollection Add(
        this IServiceCollection services, string? name, Func<IServiceProvider, PresenceWatcherOptions> options, IConfiguration? section = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (services.Any(s => s.ServiceType == typeof(PresenceWatcher) && Equals(s.ServiceKey, name)))
        {
            throw new InvalidOperationException(
                name is null ? "A presence watcher is registered already: give each further one a name." : $"A presence watcher '{name}' is registered already: give this one another name.");
        }

        services.TryAddSingleton<NotificationHub>();
        services.AddKeyedSingleton(name, (provider, _) => new PresenceWatcher(
            options(provider),
            provider.GetRequiredService<NotificationHub>(),
            (name is null ? null : provider.GetKeyedService<IPwsClient>(name)) ?? provider.GetService<IPwsClient>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<PresenceWatcher>>()));
        return services.AddSingleton<IHostedService>(provider => new PresenceWatcherService(() => provider.GetRequiredKeyedService<PresenceWatcher>(name), section));
    }
}
