using PresenceOfMind.Access.Audit;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Origins;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.People;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.App.Hosting;

/// <summary>The PWS server alone.</summary>
internal static class ServerHosting
{
    /// <summary>Runs it until it is to end.</summary>
    /// <param name="wished">The settings.</param>
    /// <param name="cancellationToken">Says when.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task<int> RunAsync(PomSettings wished, CancellationToken cancellationToken)
    {
        NodeSettings.Check(wished);
        var people = wished.Directory is null ? new DirectoryFile() : DirectoryFile.Read(wished.Directory);
        using var ports = OpenPorts.OfServer(wished);
        var settings = ports.Settings;
        var certificate = new ServerCertificate(settings, TimeProvider.System);

        await using var app = Build(ports, certificate, people);
        await app.StartOrExplainAsync(settings, cancellationToken);

        var directory = app.Services.GetRequiredService<IDirectory>();
        Banner.PrintServer(
            settings,
            certificate,
            app.Services.GetRequiredService<AdminKey>(),
            await directory.CountPeopleAsync(),
            (await directory.ListAppUsersAsync()).Count,
            await DemoRemnants.FindAsync(directory, settings.Data));

        await RunExtensions.UntilAskedToEndAsync(cancellationToken);
        await app.StopAsync(CancellationToken.None);
        return (int)ExitCode.Done;
    }

    /// <summary>Builds the host.</summary>
    /// <param name="ports">The ports, and the settings.</param>
    /// <param name="certificate">The certificate of the HTTPS port.</param>
    /// <param name="people">The people and application users to begin with.</param>
    /// <exception cref="UserException">It cannot be built.</exception>
    internal static WebApplication Build(OpenPorts ports, ServerCertificate certificate, DirectoryFile people)
    {
        var settings = ports.Settings;
        var builder = HostExtensions.NewBuilder(settings);
        builder.Services.AddSingleton(certificate);
        ports.GiveTo(builder.WebHost);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.ListenPws(settings, certificate);
            kestrel.ListenPage(settings, settings.AdminPort, certificate);
        });
        builder.Services.AddPageEdge(settings, settings.AdminPort);
        builder.Services.AddPresenceTelemetry(settings.OtlpEndpoint);
        builder.UsePresenceSilo();
        builder.Services.AddStorage(options => options.Folder = settings.Data);
        builder.Services.AddPresenceServer(options =>
        {
            options.Load.Enabled = true;
            settings.Server(options);
            options.Play(settings);
        });
        builder.Services.AddAccessControl<NoTeamFacts>(mayBeOpen: false);
        builder.Services.AddSingleton<IAuditedState, AuditedDirectory>();
        builder.Services.AddPreparation(provider => provider.GetRequiredService<IDirectory>().AddAsync(people));

        var app = builder.BuildOrExplain(settings);
        app.UseClientFaults();
        app.MapWhen(context => context.Connection.LocalPort != settings.AdminPort, pws =>
        {
            pws.UseNoOrigin();
            pws.UsePresenceServer();
        });
        app.UsePageEdge();
        app.UseRouting();
        app.UseAccessControl();
        app.MapPresenceTelemetry();
        app.MapServerAdmin();
        return app;
    }
}
