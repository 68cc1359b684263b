using System.Net;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Tests.Notifications;

public sealed class ForbiddenNetworksTests
{
    [Theory]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("169.253.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.0.0.1", false)]
    public void Link_local_addresses_and_metadata_services_are_forbidden_by_default(string address, bool forbidden) =>
        Assert.Equal(forbidden, new ForbiddenNetworks(new PresenceServerOptions().ForbiddenNetworks).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("::ffff:0.0.0.0", true)]
    [InlineData("10.0.0.1", false)]
    public void The_address_that_stands_for_any_is_this_machine(string address, bool forbidden) =>
        Assert.Equal(forbidden, new ForbiddenNetworks(["127.0.0.0/8"]).Contains(IPAddress.Parse(address)));
}
