using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.People;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.App.Hosting;

/// <summary>The PWS server alone.</summary>
internal static class ServerHosting
{
    /// <summary>Runs it until it is to end.</summary>
    /// <param name="wished">The settings.</param>
    /// <param name="ct">Says when.</param>
    /// <exception cref="UserException">It cannot be started.</exception>
    public static async Task<int> RunAsync(PomSettings wished, CancellationToken ct)
    {
        var people = wished.Directory is null ? new DirectoryFile() : DirectoryFile.Read(wished.Directory);
        var settings = Ports.CheckPws(wished);
        var certificate = new PwsCertificate(settings, TimeProvider.System);

        var builder = HostExtensions.NewBuilder(settings);
        builder.Services.AddSingleton(certificate);
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenPws(settings, certificate));
        builder.UsePresenceSilo();
        builder.Services.AddStorage(options => options.Folder = settings.Data);
        builder.Services.AddPresenceServer(options => options.Load = options.Load with { Enabled = true });

        await using var app = builder.Build();
        app.UsePresenceServer();
        await app.StartOrExplainAsync(settings, ct);

        var directory = app.Services.GetRequiredService<IDirectory>();
        await directory.AddAsync(people);
        Banner.PrintServer(settings, certificate, (await directory.ListPeopleAsync()).Count, (await directory.ListAppUsersAsync()).Count);

        await RunExtensions.UntilAskedToEndAsync(ct);
        await app.StopAsync(CancellationToken.None);
        return (int)ExitCode.Done;
    }
}
