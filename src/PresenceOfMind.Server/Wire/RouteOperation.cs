using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Server.Wire;

/// <summary>The operation that a path of REST is.</summary>
internal sealed record RouteOperation(SoapOperation Operation);
