using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PresenceOfMind.Access.OpenId;

/// <summary>Asks the identity provider about the person of a session: user info (OpenID Connect Core, 5.3) and refresh (12).</summary>
/// <param name="options">The provider.</param>
/// <param name="provider">Its configuration.</param>
/// <param name="time">The clock of sessions.</param>
internal sealed class ProviderClient(OpenIdOptions options, OpenIdProvider provider, TimeProvider time)
{
    /// <summary>What the provider says of the person.</summary>
    /// <param name="address">Where it says so.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The claims; null where the token is not valid any more.</returns>
    /// <exception cref="ProviderUnreachableException">It did not answer, or not as a provider does.</exception>
    public async Task<JsonElement?> GetUserInfoAsync(string address, OpenIdSession session, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Tokens.AccessToken);
        using var answer = await SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
        {
            return null;
        }

        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return !answer.IsSuccessStatusCode ? throw Unusable("user info", answer)
            : answer.Content.Headers.ContentType?.MediaType == "application/jwt"
                ? Parse(() => TokenText.ReadPayload(new JsonWebToken(text).EncodedPayload))
                : Parse(() => TokenText.ReadJson(text));
    }

    /// <summary>Gets other tokens for a session.</summary>
    /// <param name="configuration">The provider's configuration.</param>
    /// <param name="session">The session, with a refresh token.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tokens; null where the provider takes the refresh token no more, or speaks of somebody else.</returns>
    /// <exception cref="ProviderUnreachableException">It did not answer, or not as a provider does.</exception>
    public async Task<OpenIdTokens?> RefreshAsync(
        OpenIdConnectConfiguration configuration, OpenIdSession session, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = session.Tokens.RefreshToken!,
            ["client_id"] = options.ClientId!,
        };
        if (options.ClientSecret is { } secret)
        {
            form["client_secret"] = secret;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(form),
        };
        using var answer = await SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode is HttpStatusCode.BadRequest && Find(Parse(() => TokenText.ReadJson(text)), "error") == "invalid_grant")
        {
            return null;
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw Unusable("refresh", answer);
        }

        var said = Parse(() => TokenText.ReadJson(text));
        var idToken = Find(said, "id_token");
        return Find(said, "access_token") is not { } accessToken ? throw Unusable("refresh", answer)
            : idToken is not null && !await IsOfAsync(idToken, configuration, session) ? null
            : new OpenIdTokens(
                accessToken,
                Find(said, "refresh_token") ?? session.Tokens.RefreshToken,
                idToken ?? session.Tokens.IdToken,
                said.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var number)
                    ? time.GetUtcNow() + TimeSpan.FromSeconds(number)
                    : null);
    }

    private static string? Find(JsonElement element, string member) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(member, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Whether an ID token is valid, and of the person of the session.</summary>
    private async Task<bool> IsOfAsync(string idToken, OpenIdConnectConfiguration configuration, OpenIdSession session)
    {
        var rules = OpenIdProvider.CreateRules(options.ClientId!);
        rules.ValidIssuer = configuration.Issuer;
        rules.IssuerSigningKeys = configuration.SigningKeys;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(idToken, rules);
        return result.IsValid && result.SecurityToken is JsonWebToken token && token.Subject == session.Claims.Subject;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.Http.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderUnreachableException(
                e is HttpRequestException ? e.Message : $"no answer within {OpenIdProvider.Patience.TotalSeconds} s.", e);
        }
    }

    private static JsonElement Parse(Func<JsonElement> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
        {
            throw new ProviderUnreachableException("it answers something else than JSON.", e);
        }
    }

    private static ProviderUnreachableException Unusable(string what, HttpResponseMessage answer) =>
        new($"it answers {what} with status {(int)answer.StatusCode}.");
}
