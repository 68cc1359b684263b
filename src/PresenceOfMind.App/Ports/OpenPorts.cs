using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Ports;

/// <summary>
/// The ports that the program listens at, taken before anything is started: one that is in use is said at once, where any is
/// right one is chosen, and no other program can take one before the web server does.
/// </summary>
internal sealed class OpenPorts : IDisposable
{
    private readonly Dictionary<EndPoint, Socket> _sockets = [];

    private OpenPorts(PomSettings settings) => Settings = settings;

    /// <summary>The settings, with a port for each that was 0.</summary>
    public PomSettings Settings { get; private set; }

    /// <summary>Takes the three ports of <c>pom up</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">A port cannot be listened at.</exception>
    public static OpenPorts OfAll(PomSettings settings) => Bind(settings, ports =>
    {
        ports.TakePage();
        ports.TakePws();
    });

    /// <summary>Takes the one port of <c>pom dispatch</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">The port cannot be listened at.</exception>
    public static OpenPorts OfPage(PomSettings settings) => Bind(settings, ports => ports.TakePage());

    /// <summary>Takes the port of /admin and those of the service, or of each node, of <c>pom server</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">A port cannot be listened at.</exception>
    public static OpenPorts OfServer(PomSettings settings) => Bind(settings, ports =>
    {
        ports.Settings = settings with { AdminPort = ports.Bind(settings.AdminPort, "admin-port") };
        if (settings.Nodes.Count == 0)
        {
            ports.TakePws();
        }
        else
        {
            ports.TakeNodes();
        }
    });

    /// <summary>Has a web server listen at them.</summary>
    /// <param name="host">The web server.</param>
    public void GiveTo(IWebHostBuilder host) => host.UseSockets(sockets => sockets.CreateBoundListenSocket = HandOver);

    /// <summary>Closes those that no web server has taken over.</summary>
    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static OpenPorts Bind(PomSettings settings, Action<OpenPorts> take)
    {
        var ports = new OpenPorts(settings);
        try
        {
            take(ports);
            return ports;
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    private static string Explain(SocketError error, IPAddress address, int port, Setting setting) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"port {port} is in use: stop the program that uses it, or choose another with {setting.Option} (or {setting.Variable}).",
        SocketError.AddressNotAvailable => $"{address} is not an address of this machine: choose one with --address (or POM_ADDRESS).",
        SocketError.AccessDenied =>
            $"this user may not use port {port}: choose one above 1023 with {setting.Option} (or {setting.Variable}).",
        _ => $"cannot listen at port {port} of {address} ({error}): choose another with {setting.Option} (or {setting.Variable}).",
    };

    private void TakePage() => Settings = Settings with { Port = Bind(Settings.Port, "port") };

    private void TakePws() => Settings = Settings with
    {
        PwsHttpPort = Bind(Settings.PwsHttpPort, "pws-http-port"),
        PwsHttpsPort = Bind(Settings.PwsHttpsPort, "pws-https-port"),
    };

    private void TakeNodes() => Settings = Settings with
    {
        Nodes = [.. Settings.Nodes.Select(n => n with { HttpPort = Bind(n.HttpPort, "nodes"), HttpsPort = Bind(n.HttpsPort, "nodes") })],
    };

    private int Bind(int port, string name)
    {
        var socket = new Socket(Settings.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(Settings.Address, port));
            socket.Listen();
        }
        catch (SocketException error)
        {
            socket.Dispose();
            var setting = SettingTable.All.First(s => s.Name == name);
            throw new UserException(ExitCode.Usage, Explain(error.SocketErrorCode, Settings.Address, port, setting), error);
        }

        var at = (IPEndPoint)socket.LocalEndPoint!;
        _sockets.Add(at, socket);
        return at.Port;
    }

    private Socket HandOver(EndPoint at) =>
        _sockets.Remove(at, out var socket) ? socket : SocketTransportOptions.CreateDefaultBoundListenSocket(at);
}
