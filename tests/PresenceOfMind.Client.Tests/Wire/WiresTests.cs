using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Wire;

public sealed class RestWireTests(WireServer server) : BothWiresTests(server)
{
    private protected override IPwsClient NewClient(PwsClientOptions options) => new PwsClient(options);
}

public sealed class Soap11WireTests(WireServer server) : BothWiresTests(server)
{
    private protected override IPwsClient NewClient(PwsClientOptions options) => new SoapPwsClient(options);
}

public sealed class Soap12WireTests(WireServer server) : BothWiresTests(server)
{
    private protected override IPwsClient NewClient(PwsClientOptions options) => new SoapPwsClient(options, SoapVersion.Soap12);
}
