using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Server.Rest;

/// <summary>The REST wire: all its paths.</summary>
internal static class RestRoutes
{
    public static void Map(IEndpointRouteBuilder service)
    {
        SessionRoutes.Map(service);
        EndpointRoutes.Map(service);
        SubscriptionRoutes.Map(service);
        PresenceRoutes.Map(service);
    }
}
