using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
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
}
