using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// The header <c>Authorization: Bearer TOKEN</c> with an access token of the identity provider (RFC 9068), at the API and at
/// <c>/admin</c>. Pages have sessions. It comes before keys, and leaves to them what has not the form of a token.
/// </summary>
/// <param name="options">What its claims mean.</param>
/// <param name="provider">The provider.</param>
/// <param name="roles">Maps claims to roles.</param>
internal sealed class TokenPrincipalSource(OpenIdOptions options, OpenIdProvider provider, RoleMapper roles) : IPrincipalSource
{
    /// <summary>The name of the scheme that verifies tokens.</summary>
    public const string Scheme = "openid-token";

    private const string Prefix = "Bearer ";

    public async ValueTask<Principal?> FindAsync(HttpContext context)
    {
        if (!IsForPrograms(context.Request.Path) || !HasToken(context.Request))
        {
            return null;
        }

        try
        {
            // The scheme would log each request that it cannot verify.
            await provider.GetConfigurationAsync(context.RequestAborted);
        }
        catch (ProviderUnreachableException)
        {
            throw new AccessException(
                503,
                "provider-unreachable",
                $"{options.Title} cannot be reached, so this token cannot be verified now. Try again in a minute, or use an API key.");
        }

        var result = await context.AuthenticateAsync(Scheme);
        return result.Succeeded && Read(result.Properties) is { } claims
            ? roles.ToPrincipal(claims) with { Until = result.Properties!.GetParameter<DateTimeOffset?>(nameof(SecurityToken.ValidTo)) }
            : throw new AccessException(401, AccessProblem.TokenInvalid, Explain(result.Failure));
    }

    /// <summary>Keeps the claims of a verified token for this class.</summary>
    /// <param name="properties">What is known of the verification.</param>
    /// <param name="token">The token.</param>
    internal static void Keep(AuthenticationProperties properties, SecurityToken token)
    {
        properties.SetParameter(nameof(JsonElement), token is JsonWebToken web ? TokenText.ReadPayload(web.EncodedPayload) : default);
        properties.SetParameter<DateTimeOffset?>(nameof(SecurityToken.ValidTo), new DateTimeOffset(token.ValidTo, TimeSpan.Zero));
    }

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/admin");

    private static bool HasToken(HttpRequest request) => request.Headers.Authorization is [{ } header]
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && TokenText.IsSigned(header.AsSpan(Prefix.Length).Trim());

    private OpenIdClaims? Read(AuthenticationProperties properties) =>
        ClaimReader.Read(options, properties.GetParameter<JsonElement>(nameof(JsonElement)));

    private string Explain(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => "This token has expired. Ask the identity provider for another one.",
        SecurityTokenNotYetValidException =>
            "This token is not valid yet. Compare the clocks of this machine and of the identity provider.",
        SecurityTokenInvalidIssuerException => $"This token is not of {options.Authority}.",
        SecurityTokenInvalidAudienceException => $"This token is not for this program: its audience must be {options.Audience}.",
        SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException
            => $"This token is not signed by a key of {options.Authority}.",
        SecurityTokenNoExpirationException => "This token never expires. Ask the identity provider for one that does.",
        _ => $"This is not a valid access token of {options.Authority}.",
    };
}
