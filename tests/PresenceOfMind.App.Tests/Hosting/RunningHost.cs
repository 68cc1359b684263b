using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.People;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Core.Configuration;

namespace PresenceOfMind.App.Tests.Hosting;

/// <summary>A host of the program in the test's process, on free ports with a data folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    /// <summary>A path whose handler always fails.</summary>
    public const string Failing = "/fails";

    private readonly TempFolder _folder;
    private readonly OpenPorts _ports;
    private readonly WebApplication _app;

    private RunningHost(TempFolder folder, OpenPorts ports, WebApplication app, Uri page)
    {
        _folder = folder;
        _ports = ports;
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = page };
    }

    /// <summary>Speaks to the page's port, or to that of /admin.</summary>
    public HttpClient Http { get; }

    /// <summary>The settings, with ports that are known.</summary>
    public PomSettings Settings => _ports.Settings;

    /// <summary>All routes.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>Starts a host.</summary>
    /// <param name="command"><c>up</c>, <c>server</c> or <c>dispatch</c>.</param>
    /// <param name="change">Changes the settings.</param>
    public static async Task<RunningHost> StartAsync(string command, Func<PomSettings, PomSettings>? change = null)
    {
        var folder = new TempFolder();
        var wished = new PomSettings
        {
            Port = 0,
            PwsHttpPort = 0,
            PwsHttpsPort = 0,
            AdminPort = 0,
            Data = folder.Path,
            LogLevel = LogLevel.None,
        };
        wished = change?.Invoke(wished) ?? wished;
        var teams = new Dictionary<string, TeamSettings>();
        var ports = command switch
        {
            "up" => OpenPorts.OfAll(wished),
            "server" => OpenPorts.OfServer(wished),
            _ => OpenPorts.OfPage(wished),
        };
        var settings = ports.Settings;
        var app = command switch
        {
            "up" => UpHosting.Build(ports, new PwsCertificate(settings, TimeProvider.System), teams),
            "server" => ServerHosting.Build(ports, new PwsCertificate(settings, TimeProvider.System), new DirectoryFile()),
            _ => DispatchHosting.Build(ports, teams),
        };
        app.MapGet(Failing, (RequestDelegate)(_ => throw new NotSupportedException("a fault of the program")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var page = settings.Url("http", command == "server" ? settings.AdminPort : settings.Port);
        return new RunningHost(folder, ports, app, page);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _ports.Dispose();
        _folder.Dispose();
    }
}
