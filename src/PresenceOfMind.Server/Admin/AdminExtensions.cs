using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Admin;

/// <summary>The operator's edge of the server.</summary>
public static class AdminExtensions
{
    /// <summary>
    /// Adds the operator's routes in JSON: people, application users, the device feed, the load and the diagnosis. The host
    /// maps them under <c>/admin</c> on a port that is not PWS's, guards them by a key, and limits their bodies.
    /// </summary>
    /// <param name="admin">The guarded group.</param>
    public static RouteGroupBuilder MapPresenceAdmin(this RouteGroupBuilder admin)
    {
        var routes = admin.MapGroup("").AddEndpointFilter(ExplainAsync);
        PeopleRoutes.Map(routes);
        AppUserRoutes.Map(routes);
        DeviceRoutes.Map(routes);
        OperatorRoutes.Map(routes);
        return admin;
    }

    /// <summary>Reads a body of JSON, strictly.</summary>
    /// <exception cref="AdminException">It is no JSON of this shape; it says where.</exception>
    internal static async Task<T> ReadAsync<T>(this HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!request.HasJsonContentType())
        {
            throw new AdminException(StatusCodes.Status415UnsupportedMediaType, "Send JSON, as Content-Type: application/json.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw AdminException.Wrong("The body is null.");
        }
        catch (JsonException e)
        {
            throw AdminException.Wrong(
                $"The body is not the JSON that this request takes, at {e.Path ?? "$"}, line {e.LineNumber + 1}.",
                e.Path?.TrimStart('$', '.'));
        }
    }

    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AdminException refusal)
        {
            var field = refusal.Field is null ? null : new Dictionary<string, object?> { ["field"] = refusal.Field };
            return Results.Problem(refusal.Message, statusCode: refusal.Status, extensions: field);
        }
        catch (Exception failure) when (failure is StorageException or FencedException)
        {
            return Results.Problem($"Nothing was stored: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: refusal.StatusCode);
        }
    }
}
