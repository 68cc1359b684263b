using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Engine.Http;

/// <summary>
/// Answers a client's fault by 400, or by nothing where the client has gone or the answer has begun, and logs one line for who debugs.
/// It stands outside of all that makes errors of failures; those leave to it what <see cref="ClientFault.Is"/> says.
/// </summary>
internal sealed partial class ClientFaultMiddleware(RequestDelegate next, ILogger<ClientFaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (ClientFault.Is(e, context))
        {
            Log.Fault(logger, context.Request.Method, e.Message.ReplaceLineEndings(" "));
            if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = ClientFault.StatusOf(e);
            context.Response.ContentLength = 0;
            context.Response.Headers.Connection = "close";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Debug, "A {Method} request ended by a fault of its client: {Fault}")]
        public static partial void Fault(ILogger logger, string method, string fault);
    }
}

/// <summary>Keeps clients' faults out of the log of failures.</summary>
public static class ClientFaultExtensions
{
    /// <summary>Answers clients' faults by 400 or nothing. Use it first in a pipeline.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseClientFaults(this IApplicationBuilder app) => app.UseMiddleware<ClientFaultMiddleware>();
}
