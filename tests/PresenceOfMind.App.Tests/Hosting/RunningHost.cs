using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.People;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.App.Tests.Hosting;

/// <summary>A host of the program in the test's process, on free ports with a data folder of its own.</summary>
internal sealed partial class RunningHost : IAsyncDisposable
{
    /// <summary>A path that always fails.</summary>
    public const string Failing = "/fails";

    /// <summary>A path that answers who its client is, as the program sees it.</summary>
    public const string Client = "/client";

    private readonly TempFolder _folder;
    private readonly OpenPorts _ports;
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _admitted;

    private RunningHost(TempFolder folder, OpenPorts ports, WebApplication app, Uri page, ConcurrentQueue<string> admitted)
    {
        _admitted = admitted;
        _folder = folder;
        _ports = ports;
        _app = app;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        Http = new HttpClient(handler) { BaseAddress = page };
    }

    /// <summary>Speaks to the page's port, or to that of /admin, as an administrator.</summary>
    public HttpClient Http { get; }

    /// <summary>The settings, with ports that are known.</summary>
    public PomSettings Settings => _ports.Settings;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The requests that were let in since the last call: method and path of the route, as in the table of routes.</summary>
    public IReadOnlyList<string> TakeAdmitted()
    {
        var admitted = new List<string>();
        while (_admitted.TryDequeue(out var route))
        {
            admitted.Add(route);
        }

        return admitted;
    }

    /// <summary>All routes.</summary>
    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A path of a route.</summary>
    public static string PathOf(RouteEndpoint route) => "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/'), "x");

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
            Data = folder.File("data"),
            LogLevel = LogLevel.None,
        };
        wished = change?.Invoke(wished) ?? wished;
        var teams = new Dictionary<TeamName, TeamSettings>();
        var ports = command switch
        {
            "up" => OpenPorts.OfAll(wished),
            "server" => OpenPorts.OfServer(wished),
            _ => OpenPorts.OfPage(wished),
        };
        var settings = ports.Settings;
        var app = command switch
        {
            "up" => UpHosting.Build(ports, new ServerCertificate(settings, TimeProvider.System), teams),
            "server" => ServerHosting.Build(ports, new ServerCertificate(settings, TimeProvider.System), new DirectoryFile()),
            _ => DispatchHosting.Build(
                ports, settings.PageHttps ? new ServerCertificate(settings, TimeProvider.System) : null, teams),
        };
        var admitted = new ConcurrentQueue<string>();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is RouteEndpoint route)
            {
                admitted.Enqueue(RouteTable.Name(context.Request.Method, route.RoutePattern.RawText!));
            }

            return next(context);
        });
        app.Use((context, next) => context.Request.Path.Value switch
        {
            Failing => throw new NotSupportedException("a fault of the program"),
            Client => context.Response.WriteAsJsonAsync(
                new Dictionary<string, string?>
                {
                    ["address"] = context.Connection.RemoteIpAddress?.ToString(),
                    ["scheme"] = context.Request.Scheme,
                    ["host"] = context.Request.Host.Value,
                    ["base"] = context.Request.PathBase.Value,
                }),
            _ => next(context),
        });
        _ = app.Services.GetService<ServerCertificate>()?.Current;
        await app.StartAsync(TestContext.Current.CancellationToken);
        var page = settings.PageUrl(command == "server" ? settings.AdminPort : settings.Port);
        var key = await app.Services.GetRequiredService<ApiKeys>().AddAsync(
            new NewKey("test", new Grant(Role.Administrator, null, null)), null);
        var host = new RunningHost(folder, ports, app, page, admitted);
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Text);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _ports.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
