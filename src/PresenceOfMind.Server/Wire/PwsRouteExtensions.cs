using Microsoft.AspNetCore.Builder;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Server.Wire;

/// <summary>What a route says of itself to <see cref="PwsMiddleware"/>.</summary>
internal static class PwsRouteExtensions
{
    /// <summary>Says which code an operation fails with.</summary>
    public static RouteHandlerBuilder FailsWith(this RouteHandlerBuilder route, PwsErrorCode code) =>
        route.WithMetadata(new FailureCode(code));

    /// <summary>Says which operation a path is, by the name that SOAP has for it.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, SoapOperation operation) =>
        route.WithMetadata(new RouteOperation(operation));
}
