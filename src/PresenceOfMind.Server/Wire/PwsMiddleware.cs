using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.Server.Wire;

/// <summary>Turns refusals into the table's errors, and whatever else goes wrong into the error of the operation.</summary>
internal sealed partial class PwsMiddleware(
    RequestDelegate next, NodeMap nodes, NodeStates states, LoadCheck load, PresenceMetrics metrics, ILogger<PwsMiddleware> logger)
{
    // It has a shape of its own for refusals.
    private const string Soap = PwsPaths.Service + PwsPaths.Soap;
    private const string NoUser = PwsPaths.Service + "/users/";

    public async Task InvokeAsync(HttpContext context)
    {
        var node = new RequestNode(nodes.At(context.Connection.LocalPort));
        context.Features.Set(node);
        if (!states.IsUp(node.Name))
        {
            context.Abort();
            return;
        }

        // Clients put a path behind an address that ends in a slash.
        if (context.Request.Path.Value is ['/', '/', ..] doubled)
        {
            context.Request.Path = "/" + doubled.TrimStart('/');
        }

        var isSoap = context.Request.Path.StartsWithSegments(Soap, StringComparison.OrdinalIgnoreCase);
        var code = await AnswerAsync(context, isSoap);
        if (!isSoap)
        {
            var operation = context.GetEndpoint()?.Metadata.GetMetadata<RouteOperation>()?.Operation;
            metrics.Answered("rest", operation, code, context.Response.StatusCode);
        }
    }

    /// <returns>The error's code; 0 where all was well.</returns>
    private async Task<int> AnswerAsync(HttpContext context, bool isSoap)
    {
        try
        {
            if (!isSoap)
            {
                PwsRequestExtensions.RefuseWhenBusy(load);
            }

            if (context.Request.Path.StartsWithSegments(NoUser, StringComparison.Ordinal))
            {
                PwsRequestExtensions.RefuseEmptyUser(null);
            }

            await next(context);
            await ExplainAsync(context);
            return 0;
        }
        catch (PwsException refusal)
        {
            await context.Response.AnswerXmlAsync(refusal.Error.HttpStatus, RestAnswers.WriteError(refusal.Error));
            return (int)refusal.Code;
        }
        catch (BodyTooLargeException tooLarge)
        {
            var error = PwsError.FromCode(PwsErrorCode.BodyUnreadable) with { Message = tooLarge.Message };
            await context.Response.AnswerXmlAsync(StatusCodes.Status413PayloadTooLarge, RestAnswers.WriteError(error));
            return (int)error.Code;
        }
        catch (ContentEncodingException encoded)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            context.Response.Headers.AcceptEncoding = "identity";
            await PlainAsync(context, encoded.Message);
            return 0;
        }
        catch (Exception e) when (!context.Response.HasStarted && !ClientFault.Is(e, context))
        {
            var code = context.GetEndpoint()?.Metadata.GetMetadata<FailureCode>()?.Code ?? PwsErrorCode.ServerError;
            var error = PwsError.FromCode(code);
            if (e is NotStoredException)
            {
                error = error with { Message = e.Message };
            }
            else
            {
                Log.Failed(logger, context.Request.Method, (int)code, e);
            }

            await context.Response.AnswerXmlAsync(error.HttpStatus, RestAnswers.WriteError(error));
            return (int)code;
        }
    }

    private static Task ExplainAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: true } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status404NotFound } => PlainAsync(
            context, "This path does not exist; see the operations of the Presence Web Service."),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => PlainAsync(context, $"This path takes {context.Response.Headers.Allow}."),
        _ => Task.CompletedTask,
    };

    private static Task PlainAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = text.Length + 1;
        return context.Response.WriteAsync(text + "\n");
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "A {Method} request failed and was answered with code {Code}")]
        public static partial void Failed(ILogger logger, string method, int code, Exception error);
    }
}
