using System.Net;
using System.Net.Sockets;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Hosting;

public sealed class PortsTests
{
    private static readonly PomSettings AnyPorts = new() { Port = 0, PwsHttpPort = 0, PwsHttpsPort = 0 };

    [Fact]
    public void A_port_in_use_is_one_line_that_names_its_option()
    {
        using var held = new TcpListener(IPAddress.Loopback, 0);
        held.Start();
        var port = ((IPEndPoint)held.LocalEndpoint).Port;

        var error = Assert.Throws<UserException>(() => Ports.CheckAll(AnyPorts with { PwsHttpPort = port }));

        Assert.Equal($"port {port} is in use: end the program that holds it, or choose another with --pws-http-port (or POM_PWS_HTTP_PORT).", error.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_one_line_that_names_its_option() => Assert.StartsWith(
        "192.0.2.7 is not an address of this machine",
        Assert.Throws<UserException>(() => Ports.CheckAll(AnyPorts with { Address = IPAddress.Parse("192.0.2.7") })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Port_0_chooses_free_ones_each_its_own()
    {
        var found = Ports.CheckAll(AnyPorts);
        Assert.Equal(3, new HashSet<int> { 0, found.Port, found.PwsHttpPort, found.PwsHttpsPort }.Count - 1);
    }
}
