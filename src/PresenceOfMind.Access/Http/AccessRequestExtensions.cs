using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.Http;

/// <summary>What the routes of keys and of accounts do alike.</summary>
internal static class AccessRequestExtensions
{
    /// <summary>The request's body.</summary>
    /// <exception cref="AccessException">It is not the JSON that the route takes.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!request.HasJsonContentType())
        {
            throw new AccessException(415, "not-json", "Send JSON, as Content-Type: application/json.");
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

    /// <summary>Answers refusals as problem details.</summary>
    public static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
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
            return AccessProblem.ToResult(BodyLimit.ToRefusal(refusal));
        }
        catch (Exception failure) when (failure is StorageException or FencedException)
        {
            return AccessProblem.ToResult(new AccessException(503, "not-stored", $"Nothing was stored: {failure.Message}"));
        }
    }

    /// <summary>Says where what a request made is: below the path of the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name of what was made.</param>
    public static void SetLocation(this HttpContext context, string name) => context.Response.Headers.Location =
        $"{context.Request.PathBase}{context.Request.Path.Value!.TrimEnd('/')}/{Uri.EscapeDataString(name)}";

    /// <summary>A part of a path as it was meant: a slash is the one character that stays encoded there.</summary>
    /// <param name="segment">The part.</param>
    public static string Decoded(this string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
