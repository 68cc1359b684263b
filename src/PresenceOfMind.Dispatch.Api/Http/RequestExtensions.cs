using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Reads what requests carry, within limits.</summary>
internal static class RequestExtensions
{
    /// <summary>The largest body of a command, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    /// <summary>The largest configuration, in bytes.</summary>
    public const int MaxConfiguration = 16 * 1024 * 1024;

    /// <summary>The longest header <c>Acting-For</c>.</summary>
    private const int MaxBy = 200;

    /// <summary>The header <c>Idempotency-Key</c>; null where there is none.</summary>
    /// <exception cref="ApiException">There are several.</exception>
    public static string? IdempotencyKey(this HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        return values.Count switch
        {
            0 => null,
            1 => values.ToString(),
            _ => throw ApiException.Field("Idempotency-Key", "Send only one Idempotency-Key."),
        };
    }

    /// <summary>
    /// The header <c>Acting-For</c>: in whose name a program asks; null where it does not say. Letters beyond ASCII are UTF-8, or
    /// percent-encoded as RFC 8187 says: <c>UTF-8''J%C3%B6rg</c>.
    /// </summary>
    /// <exception cref="ApiException">It is no name.</exception>
    public static string? By(this HttpRequest request)
    {
        var values = request.Headers["Acting-For"];
        return values.Count == 0 ? null
            : values.Count == 1
                && Decoded(values.ToString()) is { } by
                && FreeText.IsWithin(by, MaxBy)
                && !string.IsNullOrWhiteSpace(by)
                && FreeText.IsLine(by)
                ? by
            : throw ApiException.Field(
                "Acting-For",
                $"Acting-For takes a contact or a name: one line of 1 to {MaxBy} characters, in UTF-8, or as UTF-8''J%C3%B6rg (RFC 8187).");
    }

    /// <summary>A header's value, decoded where it says that it is encoded; null where it is no UTF-8 then.</summary>
    private static string? Decoded(string value)
    {
        if (value.Split('\'', 3) is not [var charset, _, var text] || !string.Equals(charset, "UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        var bytes = Encoding.UTF8.GetBytes(text.Replace("+", "%2B", StringComparison.Ordinal));
        var decoded = WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length);
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    /// <summary>Refuses query parameters that nobody reads, since a misspelled one would silently do nothing.</summary>
    public static void AllowQuery(this HttpRequest request, params string[] names)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                throw ApiException.Field(
                    name,
                    "There is no such query parameter; "
                        + $"{(names.Length == 0 ? "this operation takes none" : "this operation takes " + string.Join(", ", names))}.");
            }
        }
    }

    /// <summary>The type of a JSON merge patch (RFC 7396).</summary>
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Refuses a body that is not said to be JSON; PATCH takes a JSON merge patch too.</summary>
    /// <exception cref="ApiException">It is said to be something else, or nothing.</exception>
    public static void RequireJson(this HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(string.Equals(type.MediaType.Value, "application/json", StringComparison.OrdinalIgnoreCase)
                || (HttpMethods.IsPatch(request.Method)
                    && string.Equals(type.MediaType.Value, MergePatch, StringComparison.OrdinalIgnoreCase)))
            || (type.Charset.HasValue
                && !string.Equals(HeaderUtilities.RemoveQuotes(type.Charset).Value, "utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ApiException(
                new ApiProblem("Unsupported Media Type", 415, "not-json", "Send the body as Content-Type: application/json, in UTF-8."));
        }
    }

    /// <summary>The body; empty where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="ApiException">It is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(this HttpRequest request, int most)
    {
        if (request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        if (request.ContentLength is { } known)
        {
            var body = new byte[known];
            await request.Body.ReadExactlyAsync(body, request.HttpContext.RequestAborted);
            return body;
        }

        using var read = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var length)
        {
            read.Write(buffer, 0, length);
            if (read.Length > most)
            {
                throw TooLarge(most);
            }
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    private static ApiException TooLarge(int most) =>
        new(ApiProblem.TooLarge($"A body has at most {most} bytes here."));
}
