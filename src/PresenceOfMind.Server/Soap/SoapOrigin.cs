using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Soap;

/// <summary>The origin of a SOAP request: the caller's address, the host and the node that it reached.</summary>
/// <param name="Node">The node that it reached.</param>
/// <param name="Host">The host that it was sent to, without a port.</param>
/// <param name="Address">The client's address, see <see cref="LoginAddress"/>.</param>
/// <param name="Aborted">Ends when the client has gone.</param>
internal sealed record SoapOrigin(string Node, string Host, string Address, CancellationToken Aborted);
