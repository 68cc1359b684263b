using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Registers a watcher as a service of a host.</summary>
public static class PresenceWatcherExtensions
{
    /// <summary>
    /// Adds a <see cref="PresenceWatcher"/> that is started with the host and ended with it, and the
    /// <see cref="NotificationHub"/> that brings its callbacks. Its settings are options, so that <c>Configure</c>,
    /// <c>PostConfigure</c> and validators of <see cref="PresenceWatcherOptions"/> hold for it too. They are checked when the host
    /// starts: a wrong one fails the start by an <see cref="OptionsValidationException"/> that names it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Makes the settings.</param>
    /// <exception cref="InvalidOperationException">There is such a watcher already; a further one needs a name.</exception>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, Action<PresenceWatcherOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Add(null, configure);
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, Action{PresenceWatcherOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// Holds the settings by the names of <see cref="PresenceWatcherOptions"/>: certificates as paths of files, times as
    /// <c>00:10:00</c>, contacts as a list or one text with commas. A password that is another when the configuration is loaded
    /// again is used from then on.
    /// </param>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.Add(null, null, section);
    }

    /// <summary>
    /// Adds a watcher beside others, which is found among the services by its name
    /// (<c>[FromKeyedServices("name")] PresenceWatcher</c>). An <see cref="IPwsClient"/> with its name is taken where there is one.
    /// Its settings are the options of its name, and are checked as those of a watcher without a name.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The watcher's name.</param>
    /// <param name="configure">Makes the settings.</param>
    /// <exception cref="InvalidOperationException">There is a watcher of this name already.</exception>
    public static IServiceCollection AddPresenceWatcher(
        this IServiceCollection services, string name, Action<PresenceWatcherOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.Add(name, configure);
    }

    /// <inheritdoc cref="AddPresenceWatcher(IServiceCollection, string, Action{PresenceWatcherOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="name">The watcher's name.</param>
    /// <param name="section">Holds the settings, as for a watcher without a name.</param>
    public static IServiceCollection AddPresenceWatcher(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.Add(name, null, section);
    }

    /// <summary>
    /// Adds a <see cref="PresenceListener"/> for callbacks, for a host without a web server. It listens before the watcher
    /// registers its endpoint, where it is added before the watcher. Its settings are options, as a watcher's are.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says where to listen; port 8080 of all addresses by default.</param>
    public static IServiceCollection AddPresenceListener(
        this IServiceCollection services, Action<PresenceListenerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PresenceListenerOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PresenceListenerOptions>, PresenceListenerValidator>());
        services.TryAddSingleton<NotificationHub>();
        services.TryAddSingleton(provider => PresenceListener.Start(
            provider.GetRequiredService<IOptions<PresenceListenerOptions>>().Value,
            provider.GetRequiredService<NotificationHub>(),
            provider.GetService<ILogger<PresenceListener>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PresenceListenerService>());
        return services;
    }

    private static IServiceCollection Add(
        this IServiceCollection services, string? name, Action<PresenceWatcherOptions>? configure, IConfiguration? section = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(s => s.ServiceType == typeof(PresenceWatcher) && Equals(s.ServiceKey, name)))
        {
            throw new InvalidOperationException(
                name is null
                    ? "A presence watcher is registered already: give each further one a name."
                    : $"A presence watcher '{name}' is registered already: give this one another name.");
        }

        var configuration = section is null ? null : new WatcherConfiguration(section);
        var optionsName = name ?? Options.DefaultName;
        services.AddOptions<PresenceWatcherOptions>(optionsName).Configure(options =>
        {
            configuration?.Apply(options);
            configure?.Invoke(options);
        }).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PresenceWatcherOptions>>(
            new PresenceWatcherValidator(optionsName, configuration?.Prefix ?? ""));
        services.TryAddSingleton<NotificationHub>();
        services.AddKeyedSingleton(name, (provider, _) => new PresenceWatcher(
            provider.GetRequiredService<IOptionsMonitor<PresenceWatcherOptions>>().Get(optionsName),
            provider.GetRequiredService<NotificationHub>(),
            (name is null ? null : provider.GetKeyedService<IPwsClient>(name)) ?? provider.GetService<IPwsClient>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<PresenceWatcher>>()));
        return services.AddSingleton<IHostedService>(
            provider => new PresenceWatcherService(() => provider.GetRequiredKeyedService<PresenceWatcher>(name), section));
    }
}
