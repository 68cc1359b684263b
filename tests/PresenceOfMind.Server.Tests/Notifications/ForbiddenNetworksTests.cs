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
}
