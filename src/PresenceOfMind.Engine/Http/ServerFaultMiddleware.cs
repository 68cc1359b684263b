using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Engine.Http;

/// <summary>
/// Answers a failure of the program by 500, without its reason, and logs it. The web server would do so too, but without the headers
/// of all other answers. A client's fault is left to <see cref="ClientFaultMiddleware"/>.
/// </summary>
internal sealed partial class ServerFaultMiddleware(RequestDelegate next, ILogger<ServerFaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !ClientFault.Is(e, context))
        {
            Log.Failed(logger, context.Request.Method, e);
            context.Response.Clear();
            await Results
                .Problem("The program failed at this request; its log says why.", statusCode: StatusCodes.Status500InternalServerError)
                .ExecuteAsync(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1202, LogLevel.Error, "A {Method} request failed and was answered with 500")]
        public static partial void Failed(ILogger logger, string method, Exception error);
    }
}

/// <summary>Answers failures of the program.</summary>
public static class ServerFaultExtensions
{
    /// <summary>Answers failures of what follows in a pipeline by 500.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseServerFaults(this IApplicationBuilder app) => app.UseMiddleware<ServerFaultMiddleware>();
}
