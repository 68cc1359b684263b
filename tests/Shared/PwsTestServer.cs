using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Tests.Shared;

/// <summary>
/// The real server in this process: a free port, a silo, a SQLite file in a folder of its own. It can be stopped and
/// started again on the same file and port.
/// </summary>
public sealed class PwsTestServer : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pom-pws-").FullName;
    private readonly Action<PresenceServerOptions> _configure;
    private readonly TimeProvider _time;
    private readonly ILoggerProvider? _logs;
    private readonly int[] _ports;
    private readonly X509Certificate2? _certificate;
    private Action<IServiceCollection> _services = _ => { };
    private WebApplication? _app;

    private PwsTestServer(
        Action<PresenceServerOptions>? configure, TimeProvider? time, ILoggerProvider? logs, int ports, X509Certificate2? certificate)
    {
        _configure = configure ?? (_ => { });
        _time = time ?? TimeProvider.System;
        _logs = logs;
        _ports = [.. Enumerable.Range(0, ports + (certificate is null ? 0 : 1)).Select(_ => FreePort.Find())];
        _certificate = certificate;
    }

    /// <summary>The ports that it listens at.</summary>
    public IReadOnlyList<int> Ports => _ports;

    /// <summary>The root of the server, for example <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Address => new($"http://127.0.0.1:{_ports[0]}");

    /// <summary>The root over HTTPS, where the server was given a certificate.</summary>
    public Uri SecureAddress => new($"https://localhost:{_ports[^1]}");

    /// <summary>A client of the server's root.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The folder with the data file.</summary>
    public string Folder => _folder;

    /// <summary>Starts a server with the application user <c>app</c> (password <c>secret</c>) and the given people.</summary>
    public static async Task<PwsTestServer> StartAsync(
        string[]? people = null,
        Action<PresenceServerOptions>? configure = null,
        TimeProvider? time = null,
        ILoggerProvider? logs = null,
        int ports = 1,
        X509Certificate2? certificate = null,
        Action<IServiceCollection>? services = null)
    {
        var server = new PwsTestServer(configure, time, logs, ports, certificate) { _services = services ?? (_ => { }) };
        await server.StartAsync();
        var directory = server.Services.GetRequiredService<IDirectory>();
        await directory.AddAppUserAsync("app", "secret");
        foreach (var person in people ?? ["joe", "rita", "carlotta"])
        {
            await directory.AddPersonAsync(new DirectoryPerson(person, person));
        }

        return server;
    }

    /// <summary>Starts the server again on the same file and port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (_logs is not null)
        {
            builder.Logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace);
        }

        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(Listen);
        builder.Services.AddSingleton(_time);
        builder.Services.AddStorage(o => o.Folder = _folder);
        builder.Services.AddPresenceServer(options =>
        {
            options.CommonPorts = new HashSet<int>(Enumerable.Range(1, 65535));
            _configure(options);
        });
        builder.UsePresenceSilo();
        _services(builder.Services);
        _app = builder.Build();
        _app.UsePresenceServer();
        await _app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };
    }

    /// <summary>Stops the server and keeps its file.</summary>
    public async Task StopAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Sends a request of the service.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind <c>/presence-service</c>.</param>
    /// <param name="key">The session key; null for no header.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="headers">Further headers, as <c>Name: value</c>.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? key = null, string? body = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/presence-service" + path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Presence-Session-Key", key);
        }

        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            request.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "text/xml");
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Stops the server and deletes its file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    // The last port is that of HTTPS, where there is a certificate.
    private void Listen(KestrelServerOptions kestrel)
    {
        for (var i = 0; i < _ports.Length; i++)
        {
            var secure = _certificate is not null && i == _ports.Length - 1;
            kestrel.Listen(IPAddress.Loopback, _ports[i], listen => _ = secure ? listen.UseHttps(_certificate!) : listen);
        }
    }
}
