using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Ports;

public sealed class OpenPortsTests
{
    private static readonly PomSettings AnyPorts = new() { Port = 0, PwsHttpPort = 0, PwsHttpsPort = 0 };

    [Fact]
    public void A_port_in_use_is_one_line_that_names_its_option()
    {
        using var held = new TcpListener(IPAddress.Loopback, 0);
        held.Start();
        var port = ((IPEndPoint)held.LocalEndpoint).Port;

        var error = Assert.Throws<UserException>(() => OpenPorts.OfAll(AnyPorts with { PwsHttpPort = port }));

        Assert.Equal(
            $"port {port} is in use: stop the program that uses it, or choose another with --pws-http-port (or POM_PWS_HTTP_PORT).",
            error.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_one_line_that_names_its_option() => Assert.StartsWith(
        "192.0.2.7 is not an address of this machine",
        Assert.Throws<UserException>(() => OpenPorts.OfAll(AnyPorts with { Address = IPAddress.Parse("192.0.2.7") })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Port_0_chooses_free_ones_each_its_own()
    {
        using var ports = OpenPorts.OfAll(AnyPorts);
        var found = ports.Settings;
        Assert.Equal(3, new HashSet<int> { 0, found.Port, found.PwsHttpPort, found.PwsHttpsPort }.Count - 1);
    }

    [Fact]
    public async Task From_the_check_on_the_ports_are_nobody_elses_and_the_web_server_has_them()
    {
        using var ports = OpenPorts.OfAll(AnyPorts);
        var port = ports.Settings.Port;
        Assert.Throws<UserException>(() => OpenPorts.OfAll(AnyPorts with { Port = port }));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ports.GiveTo(builder.WebHost);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.MapGet("/", () => "here");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        Assert.Equal("here", await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken));
    }
}
