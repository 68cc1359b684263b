using System.Net;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using PresenceOfMind.App.Origins;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client.AspNetCore;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Web;

namespace PresenceOfMind.App.Hosting;

/// <summary>What is served at the page's port: the page, the API, the endpoint listener, <c>/admin</c>, health and metrics.</summary>
internal static class PagePortExtensions
{
    /// <summary>Adds what the port needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="team">The team that the page shows; null for the first one that there is.</param>
    public static void AddPagePort(this IServiceCollection services, PomSettings settings, string? team)
    {
        services.AddDispatchApi();
        services.AddPresencePage(team);
        services.AddSingleton<NotificationHub>();
        services.AddAccessControl<TeamFactsService>(mayBeOpen: true);

        // Pages that are open survive a restart, since what protects their forms is kept.
        services.AddDataProtection().SetApplicationName("pom").PersistKeysToFileSystem(
            new DirectoryInfo(Path.Combine(settings.Data, "page-keys")));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));

        services.AddPresenceTelemetry(settings.OtlpEndpoint);
        services.AddLoopbackNames(settings, settings.Port);
        services.AddOwnOrigin(settings.PublicUrl, settings.AllowedOrigins);
    }

    /// <summary>Serves the port.</summary>
    /// <param name="app">The host.</param>
    /// <param name="others">Adds what only this host serves there.</param>
    public static void UsePagePort(this WebApplication app, Action<IEndpointRouteBuilder> others)
    {
        app.UsePageEdge();
        app.UseRouting();
        app.UseAccessControl();
        app.UseAntiforgery();
        app.MapPresenceEndpoint(ListenExtensions.Listener, app.Services.GetRequiredService<NotificationHub>());
        app.MapDispatchApi();
        others(app);
        app.MapPresencePage();
    }

    /// <summary>Limits what browsers and strangers do with a port. Comes before routing.</summary>
    /// <param name="app">The host.</param>
    public static void UsePageEdge(this WebApplication app)
    {
        app.UsePageHeaders();
        app.UseServerFaults();
        app.UseCookiePolicy(new CookiePolicyOptions
        {
            HttpOnly = HttpOnlyPolicy.Always,
            MinimumSameSitePolicy = SameSiteMode.Lax,
            Secure = CookieSecurePolicy.SameAsRequest,
        });
        app.UseHostFiltering();
        app.UseOwnOrigin(app.Services.GetRequiredService<PomSettings>().PublicUrl);
    }

    /// <summary>A page from elsewhere must not reach a loopback port under a name of its own (DNS rebinding).</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="port">The port.</param>
    public static void AddLoopbackNames(this IServiceCollection services, PomSettings settings, int port) =>
        services.AddHostFiltering(options => options.AllowedHosts = IPAddress.IsLoopback(settings.Address)
            ?
            [
                "localhost",
                "127.0.0.1",
                "[::1]",
                settings.Url("http", port).Host,
                .. new[] { settings.CallbackUrl, settings.PublicUrl }.OfType<Uri>().Select(url => url.Host),
            ]
            : ["*"]);
}
