using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access;

/// <summary>Adds access control to a host.</summary>
public static class AccessExtensions
{
    /// <summary>
    /// Adds keys, accounts and what asks for them. It needs a store, the clocks, and an <see cref="ITeamFacts"/> of the host.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="mayBeOpen">Whether everybody is administrator until people make a key or an account.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, bool mayBeOpen)
    {
        foreach (var migration in AccessMigrations.All)
        {
            services.AddSingleton(migration);
        }

        services.AddSingleton(provider => new AccessState(provider.GetRequiredService<Database>(), mayBeOpen));
        services.AddSingleton<ApiKeys>();
        services.AddSingleton(provider => new KeyService(
            provider.GetRequiredService<ApiKeys>(),
            provider.GetRequiredService<ITeamFacts>().Normalize,
            provider.GetService<IKeyFile>()));
        services.AddSingleton<AccountStore>();
        services.AddSingleton(provider => new AccountService(
            provider.GetRequiredService<AccountStore>(), provider.GetRequiredService<ITeamFacts>().Normalize));
        services.AddSingleton<IPrincipalSource, KeyPrincipalSource>();
        services.AddHostedService<KeyUseService>();
        return services;
    }

    /// <summary>
    /// Asks who sends each request, and whether the caller may, by <see cref="Roles.RouteTable"/>. Comes after routing.
    /// </summary>
    /// <param name="app">The port.</param>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.UseMiddleware<AccessMiddleware>();

    /// <summary>Maps <c>/keys</c> and <c>/accounts</c>.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void MapAccessAdmin(this IEndpointRouteBuilder admin)
    {
        KeyRoutes.Map(admin);
        AccountRoutes.Map(admin);
    }
}
