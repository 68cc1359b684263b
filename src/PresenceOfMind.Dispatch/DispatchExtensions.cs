using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Erasure;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Dispatch.Webhooks;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch;

/// <summary>Adds the dispatcher to a program.</summary>
public static class DispatchExtensions
{
    /// <summary>
    /// Adds the dispatcher: <see cref="ITeams"/> and <see cref="IPresenceSink"/>. It needs a store (<c>AddStorage</c>) and a silo
    /// (<c>UsePresenceSilo</c>), which must be added before it, since the teams are configured when the program starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which teams there are.</param>
    public static IServiceCollection AddDispatch(this IServiceCollection services, Action<DispatchOptions> configure)
    {
        foreach (var migration in DispatchMigrations.All)
        {
            services.AddSingleton(migration);
        }

        services.AddMessageCodec();
        services.AddClockDefaults();
        services.AddOptions<DispatchOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DispatchOptions>>().Value;
            return new WebhookNetworks(options.AllowWebhooksTo, options.ForbidWebhooksTo);
        });
        services.AddMetrics();
        services.AddSingleton<DispatchMetrics>();
        services.AddSingleton<TeamHints>();
        services.AddSingleton<TeamsService>();
        services.AddSingleton<ITeams>(s => s.GetRequiredService<TeamsService>());
        services.AddSingleton<IPresenceSink>(s => s.GetRequiredService<TeamsService>());
        services.AddSingleton<EventFeedService>();
        services.AddSingleton<HistoryService>();
        services.AddSingleton<ExplanationService>();
        services.AddSingleton<IExplanations>(s => s.GetRequiredService<ExplanationService>());
        services.AddSingleton<SnapshotService>();
        services.AddSingleton<ErasureService>();
        services.AddHostedService<TeamStartService>();
        services.AddHostedService<TeamDueService>();
        services.AddHostedService<TeamGaugeService>();
        services.AddHostedService(s => s.GetRequiredService<SnapshotService>());
        services.AddHostedService(s => s.GetRequiredService<ErasureService>());
        services.AddHostedService<WebhookService>();
        return services;
    }
}
