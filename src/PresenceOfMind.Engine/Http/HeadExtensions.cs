using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Engine.Http;

/// <summary>Answers HEAD where GET is answered (RFC 9110, 9.3.2).</summary>
public static class HeadExtensions
{
    /// <summary>Answers HEAD as well, by what answers GET; the web server leaves the body out.</summary>
    /// <typeparam name="TBuilder">What builds the routes.</typeparam>
    /// <param name="routes">The routes; those that do not take GET stay as they are. None of them may change anything by GET.</param>
    public static TBuilder AnswerHead<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Add(route =>
        {
            for (var i = 0; i < route.Metadata.Count; i++)
            {
                if (route.Metadata[i] is HttpMethodMetadata taken
                    && taken.HttpMethods.Contains(HttpMethods.Get)
                    && !taken.HttpMethods.Contains(HttpMethods.Head))
                {
                    route.Metadata[i] = new HttpMethodMetadata([.. taken.HttpMethods, HttpMethods.Head], taken.AcceptCorsPreflight);
                }
            }
        });
        return routes;
    }
}
