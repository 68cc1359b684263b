using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.App.Sources;
using PresenceOfMind.Dispatch;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Hosting;

/// <summary>The dispatcher alone, against any Presence Web Service, or with the presence that programs report.</summary>
internal static class DispatchHosting
{
    /// <summary>Runs it until it is to end.</summary>
    /// <param name="wished">The settings.</param>
    /// <param name="cancellationToken">Says when.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task<int> RunAsync(PomSettings wished, CancellationToken cancellationToken)
    {
        var teams = wished.ReadTeams();
        _ = PwsSource.FindOptions(wished);
        using var ports = OpenPorts.OfPage(wished);
        var settings = ports.Settings;
        var source = PwsSource.FindOptions(settings);

        var certificate = settings.PageHttps ? new ServerCertificate(settings, TimeProvider.System) : null;
        await using var app = Build(ports, certificate, teams);
        await app.StartOrExplainAsync(settings, cancellationToken);
        var all = await app.Services.GetRequiredService<ITeams>().ListAsync();
        await using (await app.Services.GetRequiredService<SourceService>().StartAsync(source, cancellationToken))
        {
            Banner.PrintDispatch(settings, source, all, app.Services.GetRequiredService<AdminKey>());
            if (source is not null)
            {
                await EndpointWarning.WriteAsync(
                    source.CallbackUrl, source.Server, CommonPorts.Default, "--callback-url", "--callback-url", cancellationToken);
            }

            await RunExtensions.UntilAskedToEndAsync(cancellationToken);
        }

        await app.StopAsync(CancellationToken.None);
        return (int)ExitCode.Done;
    }

    /// <summary>Builds the host.</summary>
    /// <param name="ports">The ports, and the settings.</param>
    /// <param name="certificate">The certificate of the HTTPS port; null where there is none.</param>
    /// <param name="teams">The teams of the file.</param>
    /// <exception cref="UserException">It cannot be built.</exception>
    internal static WebApplication Build(
        OpenPorts ports, ServerCertificate? certificate, IReadOnlyDictionary<TeamName, TeamSettings> teams)
    {
        var settings = ports.Settings;
        var builder = HostExtensions.NewBuilder(settings);
        builder.WebHost.UseStaticWebAssets();
        ports.GiveTo(builder.WebHost);
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenPage(settings, settings.Port, certificate));
        if (certificate is not null)
        {
            builder.Services.AddSingleton(certificate);
        }

        builder.UsePresenceSilo();
        builder.Services.AddStorage(options => options.Folder = settings.Data);
        builder.Services.AddDispatch(options => options.AddTeams(teams, settings));
        builder.Services.AddSingleton<SourceService>();
        builder.Services.AddPagePort(settings, teams.Keys.Cast<TeamName?>().FirstOrDefault());

        var app = builder.BuildOrExplain(settings);
        app.UseClientFaults();
        app.UsePagePort(endpoints =>
        {
            DispatchHealthRoutes.Map(endpoints);
            endpoints.MapAdmin();
            endpoints.MapPrometheusScrapingEndpoint();
        });
        return app;
    }
}
