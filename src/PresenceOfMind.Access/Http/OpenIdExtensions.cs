using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PresenceOfMind.Access.OpenId;

namespace PresenceOfMind.Access.Http;

/// <summary>Adds the identity provider to a host.</summary>
internal static class OpenIdExtensions
{
    /// <summary>Adds the identity provider, and its access tokens where it has an audience for them.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="openId">The provider.</param>
    public static void AddOpenIdTokens(this IServiceCollection services, OpenIdOptions openId)
    {
        services.AddSingleton(openId);
        services.AddSingleton<OpenIdProvider>();
        services.AddSingleton(provider => new RoleMapper(openId, provider.GetRequiredService<ITeamFacts>().Normalize));
        if (openId.Audience is not { } audience)
        {
            return;
        }

        services.AddAuthentication().AddJwtBearer(TokenPrincipalSource.Scheme, options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = OpenIdProvider.CreateRules(audience);
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    TokenPrincipalSource.Keep(context.Properties, context.SecurityToken);
                    return Task.CompletedTask;
                },
            };
        });
        services.AddOptions<JwtBearerOptions>(TokenPrincipalSource.Scheme)
            .Configure<OpenIdProvider>((options, provider) => options.ConfigurationManager = provider);
        services.AddSingleton<IPrincipalSource, TokenPrincipalSource>();
    }

    /// <summary>Adds signing in with the identity provider, where this program is a client of it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="openId">The provider.</param>
    /// <param name="session">The scheme of the session's cookie.</param>
    /// <param name="isAlwaysSecure">Whether browsers reach the page by HTTPS in any case.</param>
    public static void AddOpenIdSignIn(this IServiceCollection services, OpenIdOptions openId, string session, bool isAlwaysSecure)
    {
        if (openId.ClientId is not { } client)
        {
            return;
        }

        services.AddSingleton<OpenIdSessions>();
        services.AddSingleton<OpenIdSignIn>();
        services.AddSingleton<SessionConfirmer>();
        services.AddHostedService<SessionConfirmationService>();
        services.AddAuthentication().AddOpenIdConnect(OpenIdSignIn.Scheme, openId.Title, options =>
        {
            options.SignInScheme = session;
            options.ClientId = client;
            options.ClientSecret = openId.ClientSecret;
            options.CallbackPath = OpenIdSignIn.Callback;

            // Nobody but the person ends a session here by an address.
            options.RemoteSignOutPath = default;
            options.SignedOutCallbackPath = default;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.SaveTokens = true;
            options.MapInboundClaims = false;
            options.ClaimActions.Clear();
            options.TokenValidationParameters = OpenIdProvider.CreateRules(client);
            options.Scope.Clear();
            foreach (var scope in openId.Scopes.Split(' '))
            {
                options.Scope.Add(scope);
            }

            foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = isAlwaysSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            }

            options.Events = new OpenIdConnectEvents
            {
                OnUserInformationReceived = OpenIdSignIn.OnUserInformationAsync,
                OnTicketReceived = context =>
                    context.HttpContext.RequestServices.GetRequiredService<OpenIdSignIn>().OnTicketAsync(context),
                OnRemoteFailure = context =>
                    context.HttpContext.RequestServices.GetRequiredService<OpenIdSignIn>().OnFailureAsync(context),
            };
        });
        services.AddOptions<OpenIdConnectOptions>(OpenIdSignIn.Scheme).Configure<OpenIdProvider>((options, provider) =>
        {
            options.ConfigurationManager = provider;
            options.Backchannel = provider.Http;
        });
    }
}
