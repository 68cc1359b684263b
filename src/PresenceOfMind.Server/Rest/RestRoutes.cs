using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Soap;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Rest;

/// <summary>The REST wire: all its paths, and what their answers share.</summary>
internal static class RestRoutes
{
    /// <summary>Where the service is (PWS).</summary>
    public const string Base = "/presence-service";

    private const string Xml = "text/xml;charset=utf-8";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapGroup(Base);
        SessionRoutes.Map(service);
        EndpointRoutes.Map(service);
        SubscriptionRoutes.Map(service);
        PresenceRoutes.Map(service);
        SoapRoutes.Map(service);
    }

    /// <summary>Says which code an operation fails with.</summary>
    public static RouteHandlerBuilder FailsWith(this RouteHandlerBuilder route, PwsErrorCode code) => route.WithMetadata(new FailureCode(code));

    /// <summary>Says which operation a path is, by the name that SOAP has for it.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, SoapOperation operation) => route.WithMetadata(new RouteOperation(operation));

    /// <summary>Refuses a path that names nobody.</summary>
    /// <exception cref="PwsException">113.</exception>
    public static void RefuseEmptyUser(string? user)
    {
        if (string.IsNullOrWhiteSpace(user))
        {
            throw new PwsException(PwsErrorCode.UserNameEmpty);
        }
    }

    /// <summary>Answers with a body of XML.</summary>
    public static async Task WriteAsync(HttpResponse response, int status, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = Xml;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    /// <summary>Answers without a body.</summary>
    public static Task EmptyAsync(HttpResponse response, int status, string? location = null)
    {
        response.StatusCode = status;
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
