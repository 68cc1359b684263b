using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Server.Wire;

namespace PresenceOfMind.Server.Soap;

/// <summary>The SOAP wire: one path for all operations, and what describes them.</summary>
internal static partial class SoapRoutes
{
    private const string Description = "wsdl";

    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapPost(PwsPaths.Soap, AnswerAsync);
        service.MapGet(PwsPaths.Soap, DescribeAsync).AnswerHead();
    }

    private static Task DescribeAsync(HttpContext context, LoadCheck load)
    {
        PwsRequestExtensions.RefuseWhenBusy(load);
        if (context.Request.Query.ContainsKey(Description))
        {
            var wsdl = SoapWsdl.Write(context.Request.AddressOf(PwsPaths.Soap.TrimStart('/')));
            return context.Response.AnswerXmlAsync(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(wsdl));
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "POST";
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(
        HttpContext context,
        SoapService soap,
        LoadCheck load,
        PresenceMetrics metrics,
        PresenceServerOptions options,
        ILogger<SoapService> logger)
    {
        var code = 0;
        var call = new SoapCall(SoapVersions.OfContentType(context.Request.ContentType), null, null, null, null);
        try
        {
            PwsRequestExtensions.RefuseWhenBusy(load);
            call = SoapRequests.Read(await context.Request.BodyAsync(options.MaxBody), call.Version);
            if (call.NotUnderstood is { Count: > 0 } unknown)
            {
                code = (int)PwsErrorCode.XmlInvalid;
                await WriteAsync(
                    context.Response,
                    call.Version,
                    StatusCodes.Status200OK,
                    SoapAnswers.WriteNotUnderstood(call.Version, unknown));
            }
            else
            {
                await WriteAsync(context.Response, call.Version, StatusCodes.Status200OK, await soap.AnswerAsync(call, Origin(context)));
            }
        }
        catch (PwsException refusal)
        {
            code = (int)refusal.Code;
            await RefuseAsync(context.Response, call.Version, refusal.Error);
        }
        catch (BodyTooLargeException tooLarge)
        {
            code = (int)PwsErrorCode.BodyUnreadable;
            await RefuseAsync(
                context.Response,
                call.Version,
                PwsError.FromCode(PwsErrorCode.BodyUnreadable) with { Message = tooLarge.Message });
        }
        catch (NotStoredException e)
        {
            var failure = FailureOf(call.Operation);
            code = (int)failure;
            await RefuseAsync(context.Response, call.Version, PwsError.FromCode(failure) with { Message = e.Message });
        }
        catch (Exception e) when (e is not ContentEncodingException && !context.Response.HasStarted && !ClientFault.Is(e, context))
        {
            var failure = FailureOf(call.Operation);
            code = (int)failure;
            Log.Failed(logger, call.Operation, code, e);
            await RefuseAsync(context.Response, call.Version, PwsError.FromCode(failure));
        }

        metrics.Answered("soap", call.Operation, code, context.Response.StatusCode);
    }

    private static SoapOrigin Origin(HttpContext context) => new(
        context.Request.Node(), context.Request.Host.Host, LoginAddress.From(context.Connection.RemoteIpAddress), context.RequestAborted);

    private static PwsErrorCode FailureOf(SoapOperation? operation) => operation switch
    {
        SoapOperation.Login => PwsErrorCode.LoginNotPossible,
        SoapOperation.Logout => PwsErrorCode.LogoutFailed,
        SoapOperation.SetPresence => PwsErrorCode.SetPresenceFailed,
        SoapOperation.Subscribe => PwsErrorCode.SubscribeFailed,
        SoapOperation.Unsubscribe => PwsErrorCode.UnsubscribeFailed,
        SoapOperation.RegisterEndPoint => PwsErrorCode.RegisterFailed,
        SoapOperation.UnregisterEndPoint => PwsErrorCode.UnregisterFailed,
        _ => PwsErrorCode.ServerError,
    };

    private static Task RefuseAsync(HttpResponse response, SoapVersion version, PwsError error) =>
        WriteAsync(response, version, SoapAnswers.HttpStatusOf(error.Code), SoapAnswers.WriteFault(version, error));

    private static async Task WriteAsync(HttpResponse response, SoapVersion version, int status, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = version.ContentType();
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Error, "The SOAP operation {Operation} failed and was answered with code {Code}")]
        public static partial void Failed(ILogger logger, SoapOperation? operation, int code, Exception error);
    }
}
