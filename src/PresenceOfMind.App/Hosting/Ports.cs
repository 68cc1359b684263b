using System.Net;
using System.Net.Sockets;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Hosting;

/// <summary>Looks whether the ports can be listened at before anything is started, and chooses where any is right.</summary>
internal static class Ports
{
    /// <summary>Checks the three ports of <c>pom up</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The settings, with a free port for each that was 0.</returns>
    /// <exception cref="UserException">A port cannot be listened at.</exception>
    public static PomSettings CheckAll(PomSettings settings)
    {
        using var page = Open(settings, settings.Port, "port");
        return CheckPws(settings with { Port = PortOf(page) });
    }

    /// <summary>Checks the one port of <c>pom dispatch</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The settings, with a free port where it was 0.</returns>
    /// <exception cref="UserException">The port cannot be listened at.</exception>
    public static PomSettings CheckPage(PomSettings settings)
    {
        using var page = Open(settings, settings.Port, "port");
        return settings with { Port = PortOf(page) };
    }

    /// <summary>Checks the port of /admin and those of the service, or of each node, of <c>pom server</c>.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The settings, with a free port for each that was 0.</returns>
    /// <exception cref="UserException">A port cannot be listened at.</exception>
    public static PomSettings CheckServer(PomSettings settings)
    {
        using var admin = Open(settings, settings.AdminPort, "admin-port");
        var checkedAdmin = settings with { AdminPort = PortOf(admin) };
        return settings.Nodes.Count == 0 ? CheckPws(checkedAdmin) : CheckNodes(checkedAdmin);
    }

    /// <summary>Checks the two ports of the Presence Web Service.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The settings, with a free port for each that was 0.</returns>
    /// <exception cref="UserException">A port cannot be listened at.</exception>
    public static PomSettings CheckPws(PomSettings settings)
    {
        using var http = Open(settings, settings.PwsHttpPort, "pws-http-port");
        using var https = Open(settings, settings.PwsHttpsPort, "pws-https-port");
        return settings with { PwsHttpPort = PortOf(http), PwsHttpsPort = PortOf(https) };
    }

    private static PomSettings CheckNodes(PomSettings settings)
    {
        var open = new List<Socket>();
        try
        {
            int Take(int port)
            {
                open.Add(Open(settings, port, "nodes"));
                return PortOf(open[^1]);
            }

            return settings with { Nodes = [.. settings.Nodes.Select(n => n with { HttpPort = Take(n.HttpPort), HttpsPort = Take(n.HttpsPort) })] };
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
    }

    private static Socket Open(PomSettings settings, int port, string name)
    {
        var setting = SettingTable.All.First(s => s.Name == name);
        var socket = new Socket(settings.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(settings.Address, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new UserException(ExitCode.Usage, Explain(error.SocketErrorCode, settings.Address, port, setting), error);
        }
    }

    private static string Explain(SocketError error, IPAddress address, int port, Setting setting) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"port {port} is in use: end the program that holds it, or choose another with {setting.Option} (or {setting.Variable}).",
        SocketError.AddressNotAvailable => $"{address} is not an address of this machine: choose one with --address (or POM_ADDRESS).",
        SocketError.AccessDenied =>
            $"port {port} may not be used by this user: choose one above 1023 with {setting.Option} (or {setting.Variable}).",
        _ => $"port {port} at {address} cannot be listened at ({error}): choose another with {setting.Option} (or {setting.Variable}).",
    };

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
