using System.Net;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Origins;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.App.Sources;
using PresenceOfMind.Dispatch;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.App.Hosting;

/// <summary>Everything in one process.</summary>
internal static class UpHosting
{
    /// <summary>Runs it until it is to end.</summary>
    /// <param name="wished">The settings.</param>
    /// <param name="cancellationToken">Says when.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task<int> RunAsync(PomSettings wished, CancellationToken cancellationToken)
    {
        var teams = wished.ReadTeams();
        wished = wished with { WebhookNetworks = wished.WebhookNetworks ?? DemoWebhookNetworks(wished) };
        using var ports = OpenPorts.OfAll(wished);
        var settings = ports.Settings;
        var certificate = new ServerCertificate(settings, TimeProvider.System);
        await using var app = Build(ports, certificate, teams);
        await app.StartOrExplainAsync(settings, cancellationToken);

        var demo = app.Services.GetRequiredService<DemoService>();
        await using (await app.Services.GetRequiredService<DemoWatcherService>().StartAsync(cancellationToken))
        {
            var isKnown = await demo.IsKnownAsync(cancellationToken);
            Banner.PrintUp(settings, certificate, app.Services.GetRequiredService<AdminKey>());
            if (!isKnown)
            {
                Terminal.Complain(
                    "the presence of some people is not confirmed yet, so tasks may wait. See "
                        + $"{settings.PageUrl()}healthz, or run with --log-level information.");
            }

            await RunExtensions.UntilAskedToEndAsync(cancellationToken);
        }

        await app.StopAsync(CancellationToken.None);
        return (int)ExitCode.Done;
    }

    /// <summary>Builds the host.</summary>
    /// <param name="ports">The ports, and the settings.</param>
    /// <param name="certificate">The certificate of the HTTPS port.</param>
    /// <param name="teams">The teams of the file.</param>
    /// <exception cref="UserException">It cannot be built.</exception>
    internal static WebApplication Build(OpenPorts ports, ServerCertificate certificate, IReadOnlyDictionary<TeamName, TeamSettings> teams)
    {
        var settings = ports.Settings;
        var builder = HostExtensions.NewBuilder(settings);
        builder.WebHost.UseStaticWebAssets();
        ports.GiveTo(builder.WebHost);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.ListenPws(settings, certificate);
            kestrel.ListenPage(settings, settings.Port, certificate);
        });
        builder.Services.AddSingleton(certificate);
        builder.UsePresenceSilo();
        builder.Services.AddStorage(options => options.Folder = settings.Data);
        builder.Services.AddPresenceServer(options =>
        {
            settings.Server(options);
            options.CommonPorts.Add(DemoWatcherService.Callback(settings).Port);
            options.Redeliver.Always.Add(DemoWatcherService.Callback(settings));
        });
        builder.Services.AddDispatch(options =>
        {
            options.Teams.Add(new TeamName(DemoPeople.Team), DemoPeople.Settings);
            options.AddTeams(teams, settings);
        });
        builder.Services.AddSingleton<DemoService>().AddSingleton<DemoWatcherService>().AddSingleton<SourceService>();
        builder.Services.AddPreparation(provider => provider.GetRequiredService<DemoService>().AddPeopleAsync());
        builder.Services.AddPagePort(settings, new TeamName(DemoPeople.Team));
        builder.Services.AddSingleton<IAuditedState, AuditedDirectory>();

        var app = builder.BuildOrExplain(settings);
        app.UseClientFaults();
        app.MapWhen(context => context.Connection.LocalPort != settings.Port, pws =>
        {
            pws.UseNoOrigin();
            if (settings.PageHttps)
            {
                // The watcher's callbacks come by HTTP, since a generated certificate is trusted by nobody.
                pws.UseListener();
            }

            pws.UsePresenceServer();
        });
        app.UsePagePort(endpoints =>
        {
            endpoints.MapPresenceTelemetry(app.Services.GetRequiredService<DemoService>().AwaitedAsync);
            endpoints.MapServerAdmin().MapDemo();
        });
        return app;
    }

    /// <summary>Whom webhooks reach besides public addresses: this machine, as long as nobody else reaches the page.</summary>
    private static IReadOnlyList<string> DemoWebhookNetworks(PomSettings settings) =>
        IPAddress.IsLoopback(settings.Address) && settings.PublicUrl is null ? WebhookNetworks.Loopback : [];
}
