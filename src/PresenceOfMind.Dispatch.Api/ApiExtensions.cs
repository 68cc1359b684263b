using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Api.Configuration;
using PresenceOfMind.Dispatch.Api.Http;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Adds the dispatcher's API to a program.</summary>
public static class ApiExtensions
{
    /// <summary>Adds what <see cref="ApiRoutes.MapDispatchApi"/> needs. The dispatcher itself is added by <c>AddDispatch</c>.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddDispatchApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        services.AddSingleton<IConfigurationTexts, ConfigurationTexts>();
        return services;
    }
}
