using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Reads what requests carry, within limits.</summary>
internal static class RequestExtensions
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    /// <summary>The request's JSON object.</summary>
    /// <exception cref="ApiException">The body is none, too large, or of another type.</exception>
    public static async Task<JsonBody> ReadJsonAsync(this HttpRequest request)
    {
        RequireJson(request);
        return JsonBody.Parse(await ReadAsync(request));
    }

    /// <summary>A body that may only be absent, or an empty JSON object.</summary>
    /// <exception cref="ApiException">The body says something.</exception>
    public static async Task ReadNothingAsync(this HttpRequest request)
    {
        var body = await ReadAsync(request);
        if (body.Length > 0)
        {
            RequireJson(request);
            JsonBody.Parse(body).RefuseOthers();
        }
    }

    /// <summary>The header <c>Idempotency-Key</c>; null where there is none.</summary>
    /// <exception cref="ApiException">There are several.</exception>
    public static string? IdempotencyKey(this HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        return values.Count switch
        {
            0 => null,
            1 => values.ToString(),
            _ => throw ApiException.Field("Idempotency-Key", "There may be one Idempotency-Key only."),
        };
    }

    /// <summary>Refuses query parameters that nobody reads, since a misspelled one would silently do nothing.</summary>
    public static void AllowQuery(this HttpRequest request, params string[] names)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                throw ApiException.Field(name, $"There is no such query parameter; {(names.Length == 0 ? "none is" : "these are: " + string.Join(", ", names))}.");
            }
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !string.Equals(type.MediaType.Value, "application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !string.Equals(HeaderUtilities.RemoveQuotes(type.Charset).Value, "utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ApiException(new ApiProblem("Unsupported Media Type", 415, "not-json", "Send the body as Content-Type: application/json, in UTF-8."));
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBody + 1);
        try
        {
            if (request.ContentLength > MaxBody)
            {
                throw TooLarge();
            }

            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MaxBody + 1), MaxBody + 1, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            return length > MaxBody ? throw TooLarge() : buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ApiException TooLarge() =>
        new(new ApiProblem("Content Too Large", 413, "body-too-large", $"A body has at most {MaxBody} bytes."));
}
