using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access;

/// <summary>Adds access control to a host.</summary>
public static class AccessExtensions
{
    /// <summary>
    /// Adds keys, accounts and what asks for them. It needs a store, the clocks, and of the host an
    /// <see cref="ITeamFacts"/>, <see cref="LimitOptions"/>, <see cref="StreamLimits"/> and <see cref="AuditOptions"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="mayBeOpen">Whether everybody is administrator until people make a key or an account.</param>
    /// <param name="openId">The identity provider, which people and programs are asked for from the start on; null for none.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, bool mayBeOpen, OpenIdOptions? openId = null)
    {
        foreach (var migration in AccessMigrations.All)
        {
            services.AddSingleton(migration);
        }

        services.AddSingleton(provider => new AccessState(
            provider.GetRequiredService<Database>(), mayBeOpen && openId is null));
        services.AddSingleton<ApiKeys>();
        services.AddSingleton(provider => new KeyService(
            provider.GetRequiredService<ApiKeys>(),
            provider.GetRequiredService<ITeamFacts>().Normalize,
            provider.GetService<IKeyFile>()));
        services.AddSingleton<AccountStore>();
        services.AddSingleton(provider => new AccountService(
            provider.GetRequiredService<AccountStore>(), provider.GetRequiredService<ITeamFacts>().Normalize));
        services.AddSingleton<RequestLimiter>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IAuditedState, AuditedKeys>();
        services.AddSingleton<IAuditedState, AuditedAccounts>();
        services.AddHostedService<AuditService>();
        services.AddSingleton<PrincipalClaims>();
        if (openId is not null)
        {
            services.AddOpenIdTokens(openId);
        }

        services.AddSingleton<IPrincipalSource, KeyPrincipalSource>();
        services.AddHostedService<KeyUseService>();
        return services;
    }

    /// <summary>Adds signing in at the page. It needs data protection.</summary>
    /// <param name="services">The host's services, with <see cref="AddAccess"/>.</param>
    /// <param name="cookie">The cookie's name. Browsers send a cookie to all ports of a host, so it differs by port.</param>
    /// <param name="isAlwaysSecure">
    /// Whether browsers reach the page by HTTPS in any case; otherwise the cookie is for HTTPS alone where it is set by HTTPS.
    /// </param>
    /// <param name="openId">The identity provider that people may sign in with; null for none.</param>
    /// <param name="domain">The domain that passkeys are for; null for the one in the address of each request.</param>
    public static IServiceCollection AddSignIn(
        this IServiceCollection services, string cookie, bool isAlwaysSecure, OpenIdOptions? openId = null, string? domain = null)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = cookie;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = isAlwaysSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                options.Cookie.IsEssential = true;
                options.ExpireTimeSpan = SessionLengths.Idle;
                options.SlidingExpiration = true;
            });
        if (openId is not null)
        {
            services.AddOpenIdSignIn(openId, CookieAuthenticationDefaults.AuthenticationScheme, isAlwaysSecure);
        }

        services.AddSingleton(new OpenIdOffer(openId is { ClientId: not null } ? openId.Title : null));
        services.AddPasskeys($"{cookie}-passkey", isAlwaysSecure, domain);
        services.AddSingleton<SignInService>();
        services.AddSingleton<EndedSession>();
        services.AddSingleton<IPrincipalSource, CookiePrincipalSource>();
        return services;
    }

    /// <summary>
    /// Asks who sends each request, limits how many and how large they are, asks whether the caller may, by <see cref="Roles.RouteTable"/>,
    /// and keeps changes in the audit. Comes after routing.
    /// </summary>
    /// <param name="app">The port.</param>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseMiddleware<AccessMiddleware>().UseMiddleware<AuditMiddleware>();

    /// <summary>Counts refused requests in the audit. Comes before all who refuse.</summary>
    /// <param name="app">The port.</param>
    public static IApplicationBuilder UseRefusalAudit(this IApplicationBuilder app) => app.UseMiddleware<RefusalMiddleware>();

    /// <summary>Maps <c>/keys</c>, <c>/accounts</c> and <c>/audit</c>.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void MapAccessAdmin(this IEndpointRouteBuilder admin)
    {
        KeyRoutes.Map(admin);
        AccountRoutes.Map(admin);
        AuditRoutes.Map(admin);
    }

    /// <summary>Maps <c>/sign-out</c> and <c>/sign-in/openid</c>. The page has <c>/sign-in</c>.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => SignInRoutes.Map(endpoints);
}
