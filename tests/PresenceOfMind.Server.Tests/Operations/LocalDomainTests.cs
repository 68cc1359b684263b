using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Operations;

namespace PresenceOfMind.Server.Tests.Operations;

public sealed class LocalDomainTests
{
    private static readonly PresenceServerOptions Options = new() { NodeName = "cups.example.com:9083", Domains = ["example.com"] };

    private readonly LocalDomain _domain = new(Options, new NodeMap(Options));

    [Theory]
    [InlineData("joe@example.com")]
    [InlineData("JOE@Example.COM")]
    [InlineData("sip:joe@example.com")]
    [InlineData("joe@cups.example.com")]
    [InlineData("joe@10.1.2.3")]
    [InlineData("joe@127.0.0.1")]
    [InlineData("joe@::1")]
    public void The_domains_the_nodes_and_the_host_of_the_request_are_local(string contact)
    {
        var settled = _domain.Settle(contact, "10.1.2.3");
        Assert.True(settled.IsLocal);
        Assert.Equal("joe", settled.Key);
        Assert.Equal(contact, settled.Spelled);
    }

    [Fact]
    public void Another_domain_is_not()
    {
        var settled = _domain.Settle("sip:Joe@Elsewhere.org", "10.1.2.3");
        Assert.False(settled.IsLocal);
        Assert.Equal("joe@elsewhere.org", settled.Key);
    }

    [Theory]
    [InlineData("", PwsErrorCode.ContactEmpty)]
    [InlineData("joe", PwsErrorCode.ContactMalformed)]
    [InlineData("@example.com", PwsErrorCode.ContactMalformed)]
    public void What_is_no_contact_is_refused(string contact, PwsErrorCode code) =>
        Assert.Equal(code, Assert.Throws<PwsException>(() => _domain.Settle(contact, "h")).Code);
}
