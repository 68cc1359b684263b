using System.Net;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using PresenceOfMind.Access;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Origins;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client.AspNetCore;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Erasure;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Web;

namespace PresenceOfMind.App.Hosting;

/// <summary>What is served at the page's port: the page, the API, the endpoint listener, <c>/admin</c>, health and metrics.</summary>
internal static class PagePortExtensions
{
    private const string PageKeys = "page-keys";

    private static readonly TimeSpan HstsAge = TimeSpan.FromDays(365);

    /// <summary>Adds what the port needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="team">The team that the page shows; null for the first one that there is.</param>
    public static void AddPagePort(this IServiceCollection services, PomSettings settings, TeamName? team)
    {
        services.AddDispatchApi();
        services.AddPresencePage(team, isReachedByOthers: !IPAddress.IsLoopback(settings.Address), settings.Pages);
        services.AddSingleton<NotificationHub>();
        var openId = settings.FindOpenId();
        services.AddAccessControl<TeamFactsService>(mayBeOpen: true, openId);
        services.AddSingleton<IAuditedState, AuditedTeams>();
        services.AddSingleton<IErasureTarget, AuditErasure>();
        services.AddSingleton<IErasureTarget, AccessErasure>();
        services.AddSignIn(
            $"pom-session-{settings.Port}",
            isAlwaysSecure: settings.PublicUrl?.Scheme == Uri.UriSchemeHttps,
            openId,
            settings.PublicUrl?.Host);

        // Sessions and pages that are open survive a restart, since what protects their cookies and forms is kept.
        services.AddDataProtection().SetApplicationName("pom");
        services.AddOptions<KeyManagementOptions>().Configure<Database, ILoggerFactory>((options, _, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(OwnerFolder.Make(Path.Combine(settings.Data, PageKeys)), logs));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));

        services.AddPresenceTelemetry(settings.OtlpEndpoint, DispatchMetrics.Meter, WatcherTelemetry.Name);
        services.AddPageEdge(settings, settings.Port);
    }

    /// <summary>Serves the port.</summary>
    /// <param name="app">The host.</param>
    /// <param name="others">Adds what only this host serves there.</param>
    public static void UsePagePort(this WebApplication app, Action<IEndpointRouteBuilder> others)
    {
        app.UsePageEdge();

        // Behind the edge, since it takes the identity provider's answers, for the address at which browsers reach the page.
        app.UseAuthentication();
        app.UseRouting();
        app.UseAccessControl();
        app.UseAntiforgery();
        app.MapPresenceEndpoint(ListenExtensions.Listener, app.Services.GetRequiredService<NotificationHub>());
        app.MapDispatchApi();
        others(app);
        app.MapPresencePage();
    }

    /// <summary>Adds what <see cref="UsePageEdge"/> needs. A page from elsewhere must not reach the port under a name of its own (DNS
    /// rebinding).</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="port">The port.</param>
    public static void AddPageEdge(this IServiceCollection services, PomSettings settings, int port)
    {
        services.AddHostFiltering(options => options.AllowedHosts = [.. NamesOf(settings, port)]);
        services.AddHsts(options => options.MaxAge = HstsAge);
        services.AddOwnOrigin(settings.PublicUrl, settings.AllowedOrigins);
    }

    /// <summary>Limits what browsers and strangers do with a port. Comes before routing.</summary>
    /// <param name="app">The host.</param>
    public static void UsePageEdge(this WebApplication app)
    {
        app.UseTrustedProxies(app.Services.GetRequiredService<PomSettings>().TrustedProxies);
        app.UseRefusalAudit();
        app.UsePageHeaders();
        app.UseServerFaults();
        if (app.Services.GetRequiredService<PomSettings>() is { Certificate: not null, PageHttps: true } or { PublicUrl.Scheme: "https" })
        {
            // A browser that was told so accepts no generated certificate any more, so only a certificate that it trusts is worth it.
            app.UseHsts();
        }

        app.UseCookiePolicy(new CookiePolicyOptions
        {
            HttpOnly = HttpOnlyPolicy.Always,
            MinimumSameSitePolicy = SameSiteMode.Lax,
            Secure = CookieSecurePolicy.SameAsRequest,
        });
        app.UseHostFiltering();
        app.UseOwnOrigin(app.Services.GetRequiredService<PomSettings>().PublicUrl);
    }

    /// <summary>
    /// Takes the watcher's callbacks at a port that is not the page's.
    /// </summary>
    /// <param name="app">The port.</param>
    public static void UseListener(this IApplicationBuilder app) => app.Map(ListenExtensions.Listener, listener =>
    {
        listener.UseRouting();
        listener.UseEndpoints(endpoints =>
            endpoints.MapPresenceEndpoint("/", app.ApplicationServices.GetRequiredService<NotificationHub>()));
    });

    /// <summary>The names that the port answers to; where other machines reach it and nothing says by which name, any.</summary>
    private static IEnumerable<string> NamesOf(PomSettings settings, int port)
    {
        var urls = new[] { settings.CallbackUrl, settings.PublicUrl }.OfType<Uri>().Select(url => url.Host);
        if (IPAddress.IsLoopback(settings.Address))
        {
            return ["localhost", "127.0.0.1", "[::1]", settings.Url("http", port).Host, .. urls];
        }

        var own = CertificateNames.ForAddress(settings.Address);
        return settings.PublicUrl is null
            ? ["*"]
            : [.. urls, .. own.Hosts, .. own.Addresses.Select(address => new UriBuilder("http", $"{address}").Host)];
    }
}
