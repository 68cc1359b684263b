using System.Net;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Engine.Tests.Network;

public sealed class ForbiddenNetworksTests
{
    [Theory]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fe80::1%2", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("::169.254.169.254", true)]
    [InlineData("64:ff9b::169.254.169.254", true)]
    [InlineData("2002:a9fe:a9fe::1", true)]
    [InlineData("169.253.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.0.0.1", false)]
    public void Link_local_addresses_and_metadata_services_are_forbidden_by_default(string address, bool forbidden) =>
        Assert.Equal(forbidden, new ForbiddenNetworks(ForbiddenNetworks.Default).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("::ffff:0.0.0.0", true)]
    [InlineData("10.0.0.1", false)]
    public void The_address_that_stands_for_any_is_this_machine(string address, bool forbidden) =>
        Assert.Equal(forbidden, new ForbiddenNetworks(["127.0.0.0/8"]).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://0/")]
    [InlineData("http://[::]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST/")]
    public async Task A_forbidden_network_is_not_connected_to_however_its_address_is_spelled(string url)
    {
        foreach (var network in (string[])["127.0.0.0/8", "::ffff:127.0.0.0/104"])
        {
            var forbidden = new ForbiddenNetworks([network, "::1/128"]);
            using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = forbidden.ConnectAsync, UseProxy = false });
            var refused = await Assert.ThrowsAsync<HttpRequestException>(
                () => http.GetAsync(new Uri(url), TestContext.Current.CancellationToken));
            Assert.IsType<ForbiddenAddressException>(refused.InnerException);
        }
    }
}
