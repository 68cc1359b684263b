using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Signs people in and out with the identity provider, at the page: authorization code with PKCE, answered by the query of an address,
/// since a posted answer would be a form of another origin.
/// </summary>
/// <param name="options">The provider.</param>
/// <param name="provider">The provider's configuration.</param>
/// <param name="roles">Maps claims to roles.</param>
/// <param name="sessions">The sessions.</param>
/// <param name="trail">The audit.</param>
/// <param name="time">The clock of sessions.</param>
/// <param name="logger">Logs sign-ins that fail for a reason of program or provider.</param>
internal sealed partial class OpenIdSignIn(
    OpenIdOptions options,
    OpenIdProvider provider,
    RoleMapper roles,
    OpenIdSessions sessions,
    AuditTrail trail,
    TimeProvider time,
    ILogger<OpenIdSignIn> logger)
{
    /// <summary>The name of the scheme that speaks to the provider.</summary>
    public const string Scheme = "openid";

    /// <summary>Where the sign-in begins.</summary>
    public const string Begin = "/sign-in/openid";

    /// <summary>Where the provider sends the browser back.</summary>
    public const string Callback = "/sign-in/openid/callback";

    /// <summary>Sends a browser to the provider; back to the sign-in page where that does not answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="returnUrl">The page that the reader asked for.</param>
    public async Task BeginAsync(HttpContext context, string? returnUrl)
    {
        var back = context.Request.PathBase.ToUriComponent() + LocalPath.From(returnUrl);
        try
        {
            await provider.ProbeAsync(context.RequestAborted);
            await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = back });
        }
        catch (Exception e) when (IsOutage(e) && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            SendBack(context, SignInNotice.Unreachable, back);
        }
    }

    /// <summary>Ends the session of the request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The address that ends the provider's own session; null where it has none, or does not answer.</returns>
    public async Task<string?> EndAsync(HttpContext context)
    {
        if (sessions.FindSession(context.FindPrincipal()?.Stamp) is not { } session)
        {
            return null;
        }

        await sessions.SignOutAsync(session.Id);
        try
        {
            var configuration = await provider.GetConfigurationAsync(context.RequestAborted);
            var request = context.Request;
            return string.IsNullOrEmpty(configuration.EndSessionEndpoint) ? null : new OpenIdConnectMessage
            {
                IssuerAddress = configuration.EndSessionEndpoint,
                ClientId = options.ClientId,
                IdTokenHint = session.Tokens.IdToken,
                PostLogoutRedirectUri = $"{request.Scheme}://{request.Host}{request.PathBase}{SignInRoutes.SignIn}",
            }.CreateLogoutRequestUrl();
        }
        catch (ProviderUnreachableException)
        {
            return null;
        }
    }

    /// <summary>Keeps the provider's answer about the person until the session begins.</summary>
    /// <param name="context">The answer.</param>
    public static Task OnUserInformationAsync(UserInformationReceivedContext context)
    {
        context.HttpContext.Features.Set(new UserInfo(context.User.RootElement.Clone()));
        return Task.CompletedTask;
    }

    /// <summary>Begins the session of somebody whom the provider vouches for, and who has a role here.</summary>
    /// <param name="context">The sign-in.</param>
    public async Task OnTicketAsync(TicketReceivedContext context)
    {
        var properties = context.Properties ?? new AuthenticationProperties();
        var idToken = properties.GetTokenValue("id_token");
        var accessToken = properties.GetTokenValue("access_token");
        if (idToken is null || accessToken is null)
        {
            Refuse(context.HttpContext, SignInNotice.Failed, null, context.ReturnUri);
            context.HandleResponse();
            return;
        }

        JsonElement[] documents =
        [
            .. context.HttpContext.Features.Get<UserInfo>() is { } info ? [info.Claims] : Array.Empty<JsonElement>(),
            TokenText.ReadPayload(new JsonWebToken(idToken).EncodedPayload),
        ];
        var claims = ClaimReader.Read(options, documents);
        if (claims is null || roles.Map(claims).Count == 0)
        {
            Refuse(context.HttpContext, claims is null ? SignInNotice.Failed : SignInNotice.NoRole, claims?.Name, context.ReturnUri);
            context.HandleResponse();
            return;
        }

        var principal = roles.ToPrincipal(claims);
        await trail.AppendAsync(new AuditEntry
        {
            Kind = principal.Kind.ToName(),
            Actor = principal.Actor,
            Address = context.HttpContext.ClientAddress(),
            Action = AuditTable.SessionBegun,
            Subject = claims.Name,
        });
        var session = await sessions.BeginAsync(
            claims,
            ClaimReader.HasRoles(options, documents[0]) && documents.Length > 1,
            new OpenIdTokens(
                accessToken,
                properties.GetTokenValue("refresh_token"),
                idToken,
                DateTimeOffset.TryParse(
                    properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var end)
                    ? time.GetUtcNow() + (end - DateTimeOffset.UtcNow)
                    : null));
        context.Principal = PrincipalClaims.Begin(session);
        context.Properties = new AuthenticationProperties();
    }

    /// <summary>Sends a browser back to the sign-in page, with the reason.</summary>
    /// <param name="context">The failure.</param>
    public Task OnFailureAsync(RemoteFailureContext context)
    {
        var failure = context.Failure;
        var isDenied = context.Request.Query["error"] == "access_denied";
        var code = isDenied ? SignInNotice.Denied : IsOutage(failure) ? SignInNotice.Unreachable : SignInNotice.Failed;
        if (!isDenied)
        {
            Log.Failed(logger, options.Title, failure?.GetBaseException().Message ?? "no reason");
        }

        Refuse(context.HttpContext, code, null, context.Properties?.RedirectUri);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>Whether the provider did not answer.</summary>
    private static bool IsOutage(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is ProviderUnreachableException or HttpRequestException or TimeoutException or OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }

    private static void SendBack(HttpContext context, string code, string? back)
    {
        var path = LocalPath.From(back);
        var root = context.Request.PathBase.ToUriComponent();
        if (root.Length > 0 && path.StartsWith(root + "/", StringComparison.Ordinal))
        {
            path = path[root.Length..];
        }

        var query = QueryString.Create(SignInNotice.Parameter, code);
        context.Response.Redirect(root + SignInRoutes.SignIn
            + (path == LocalPath.Start ? query : query.Add("returnUrl", path)).ToUriComponent());
    }

    private void Refuse(HttpContext context, string code, string? name, string? back)
    {
        trail.NoteRefusal(new AuditEntry
        {
            Kind = name is null ? AuditTrail.Nobody : PrincipalKind.OpenId.ToName(),
            Actor = name is null ? null : "openid:" + name,
            Address = context.ClientAddress(),
            Action = AuditTable.SignInFailed,
            Subject = name,
            Code = code,
        });
        SendBack(context, code, back);
    }

    /// <summary>What the provider says of the person.</summary>
    private sealed record UserInfo(JsonElement Claims);

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Warning, "A sign-in with {Title} failed: {Reason}")]
        public static partial void Failed(ILogger logger, string title, string reason);
    }
}
