using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.Client.AspNetCore;

/// <summary>Receives the callbacks of a Presence Web Service.</summary>
public static class PresenceEndpointExtensions
{
    /// <summary>
    /// Takes callbacks as <see cref="MapPresenceEndpoint(IEndpointRouteBuilder, string, NotificationHub)"/> does, for the hub
    /// among the application's services, which <c>AddPresenceWatcher</c> puts there.
    /// </summary>
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="pattern">The path, for example <c>/pws</c>; watchers' callback URLs lead here.</param>
    public static IEndpointConventionBuilder MapPresenceEndpoint(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapPresenceEndpoint(pattern, endpoints.ServiceProvider.GetRequiredService<NotificationHub>());
    }

    /// <summary>
    /// Takes callbacks at <c>{pattern}/{segment}</c> and answers each at once with 200 and nothing, whether anybody waits for
    /// it or not, so that a stranger learns nothing. Another method than GET gets 405.
    /// </summary>
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="pattern">The path, for example <c>/pws</c>; watchers' callback URLs lead here.</param>
    /// <param name="hub">Knows the watchers.</param>
    public static IEndpointConventionBuilder MapPresenceEndpoint(this IEndpointRouteBuilder endpoints, string pattern, NotificationHub hub)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        ArgumentNullException.ThrowIfNull(hub);
        return endpoints.MapGet(pattern.TrimEnd('/') + "/{segment}", (HttpContext context) =>
        {
            if (int.TryParse(context.Request.Query["id"], out var id) && context.Request.RouteValues["segment"] is string segment)
            {
                hub.Receive(segment, id);
            }

            return Task.CompletedTask;
        });
    }
}
