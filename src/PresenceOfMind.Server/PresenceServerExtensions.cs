using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Due;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Passwords;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Rest;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Soap;
using PresenceOfMind.Server.Storage;
using PresenceOfMind.Server.Subscriptions;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Server.Wire;

namespace PresenceOfMind.Server;

/// <summary>Hosts the Presence Web Service.</summary>
public static class PresenceServerExtensions
{
    // Longer than the time between two fetches of a client that hears nothing (PWS).
    private static readonly TimeSpan IdleConnection = PwsFacts.FetchInterval + TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the server. It needs a store (<c>AddStorage</c>) and a silo (<c>UsePresenceSilo</c>). Its settings are options, so that
    /// <c>Configure</c>, <c>PostConfigure</c> and validators of <see cref="PresenceServerOptions"/> hold for it too. A wrong one fails the
    /// start of the host by an <see cref="OptionsValidationException"/> that names it.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddPresenceServer(this IServiceCollection services, Action<PresenceServerOptions>? configure = null)
    {
        services.AddOptions<PresenceServerOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PresenceServerOptions>, PresenceServerValidator>());
        services.AddSingleton(s => s.GetRequiredService<IOptions<PresenceServerOptions>>().Value);

        // Programs for Windows write windows-1252 into their XML and save lists in it.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        services.AddSingleton(s => new PresenceRules(s.GetRequiredService<PresenceServerOptions>().PresenceRules));
        services.AddClockDefaults();
        foreach (var migration in ServerMigrations.All)
        {
            services.AddSingleton(migration);
        }

        services.AddSingleton<PersonRows>().AddSingleton<SessionRows>().AddSingleton<EndpointRows>();
        services.AddSingleton<SubscriptionRows>().AddSingleton<DirectoryRows>();
        services
            .AddSingleton<SessionKeys>()
            .AddSingleton<PasswordService>()
            .AddSingleton<LoginRows>()
            .AddSingleton<LoginPasswordService>()
            .AddSingleton<LocalDomain>();
        services
            .AddSingleton<NodeMap>()
            .AddSingleton<NodeStates>()
            .AddSingleton<INodes, NodesService>()
            .AddSingleton<INodeSessions, NodeSessionsService>();
        services.AddSingleton<LivePeople>().AddSingleton<LiveSessions>().AddSingleton<LiveSubscriptions>();
        services.AddSingleton<Placement>().AddSingleton<PwsService>().AddSingleton<SoapService>();
        services.AddSingleton<LoadGate>().AddSingleton<LoadCheck>();
        services.AddSingleton<Diagnosis>().AddSingleton<IDiagnosis>(s => s.GetRequiredService<Diagnosis>());
        services.AddSingleton<CallbackSender>().AddSingleton<INotifier, NotificationService>();
        services.AddSingleton<IDirectory, DirectoryService>().AddSingleton<IDeviceFeed, DeviceFeedService>();
        services.AddSingleton<IVisibility, VisibilityService>();
        services.AddMetrics().AddSingleton<PresenceMetrics>().AddSingleton<Readiness>().AddSingleton<HealthService>();
        services.AddHostedService<LoadService>().AddHostedService<DueService>();
        services.AddOptions<KestrelServerOptions>().Configure<PresenceServerOptions>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = options.MaxRequestLine;
            kestrel.Limits.MaxRequestBufferSize = options.MaxRequestLine + (1024L * 1024);
            kestrel.Limits.KeepAliveTimeout = IdleConnection;
        });
        return services;
    }

    /// <summary>
    /// Answers everything that comes to this branch as the Presence Web Service. A host that serves other things too
    /// branches by port first: PWS has ports of its own.
    /// </summary>
    /// <param name="app">The branch.</param>
    public static IApplicationBuilder UsePresenceServer(this IApplicationBuilder app)
    {
        app.UseClientFaults();
        app.UseMiddleware<PwsMiddleware>();
        app.UseRouting();
        return app.UseEndpoints(endpoints =>
        {
            var service = endpoints.MapGroup(PwsPaths.Service);
            RestRoutes.Map(service);
            SoapRoutes.Map(service);
        });
    }
}
