using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Server.Rest;

/// <summary>The operation that a path of REST is.</summary>
internal sealed record RouteOperation(SoapOperation Operation);
