using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.Http;

/// <summary>Keys over HTTP, below <c>/admin/keys</c>.</summary>
internal static class KeyRoutes
{
    private const int MaxBody = 64 * 1024;

    /// <summary>Maps the routes.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void Map(IEndpointRouteBuilder admin)
    {
        var routes = admin.MapGroup("/keys").AddEndpointFilter(ExplainAsync);
        routes.MapGet("", (HttpContext context, KeyService keys) =>
            TypedResults.Json(keys.List(context.GetPrincipal()), AccessJson.Default.IReadOnlyListKeyView));
        routes.MapPost("", async (HttpContext context, KeyService keys) => TypedResults.Json(
            await keys.AddAsync(context.GetPrincipal(), await ReadAsync(context.Request, AccessJson.Default.KeyBody)),
            AccessJson.Default.KeyView,
            statusCode: StatusCodes.Status201Created));
        routes.MapPost("/{name}/rotate", async (string name, HttpContext context, KeyService keys) => TypedResults.Json(
            await keys.RotateAsync(context.GetPrincipal(), name, await ReadAsync(context.Request, AccessJson.Default.RotateBody)),
            AccessJson.Default.KeyView));
        routes.MapDelete("/{name}", async (string name, HttpContext context, KeyService keys) =>
        {
            await keys.RevokeAsync(context.GetPrincipal(), name);
            return TypedResults.NoContent();
        });
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!request.HasJsonContentType())
        {
            throw new AccessException(415, "not-json", "Send JSON, as Content-Type: application/json.");
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBody;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw new AccessException(400, "invalid-json", "The body is null.");
        }
        catch (JsonException e)
        {
            throw new AccessException(
                400,
                "invalid-json",
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
        catch (AccessException refusal)
        {
            return AccessProblem.ToResult(refusal);
        }
        catch (BadHttpRequestException refusal)
        {
            return AccessProblem.ToResult(new AccessException(refusal.StatusCode, "bad-request", refusal.Message));
        }
        catch (Exception failure) when (failure is StorageException or FencedException)
        {
            return AccessProblem.ToResult(new AccessException(503, "not-stored", $"Nothing was stored: {failure.Message}"));
        }
    }
}
