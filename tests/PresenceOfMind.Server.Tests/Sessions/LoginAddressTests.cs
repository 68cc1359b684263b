using System.Net;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Tests.Sessions;

public sealed class LoginAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::9", "2001:db8:1:3::/64")]
    public void Failures_count_for_an_IPv4_address_and_for_the_network_of_an_IPv6_host(string address, string counted) =>
        Assert.Equal(counted, LoginAddress.From(IPAddress.Parse(address)));
}
