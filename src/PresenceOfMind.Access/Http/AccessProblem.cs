using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Http;

/// <summary>Refusals as problem details (RFC 9457).</summary>
public static class AccessProblem
{
    /// <summary>The code of an access token that is not valid.</summary>
    internal const string TokenInvalid = "token-invalid";

    /// <summary>Answers a request with a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">Why.</param>
    public static Task WriteAsync(HttpContext context, AccessException refusal)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            // RFC 6750, 3.1.
            context.Response.Headers.WWWAuthenticate = refusal.Code == TokenInvalid ? "Bearer error=\"invalid_token\"" : "Bearer";
        }

        if (refusal.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        context.Features.Set((context.Features.Get<AuditNote>() ?? new AuditNote()) with { Code = refusal.Code });
        return ToResult(refusal).ExecuteAsync(context);
    }

    /// <summary>A refusal as an answer.</summary>
    /// <param name="refusal">Why.</param>
    public static IResult ToResult(AccessException refusal)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
        if (refusal.Field is { } field)
        {
            extensions["field"] = field;
        }

        return Results.Problem(refusal.Message, statusCode: refusal.Status, extensions: extensions);
    }
}
