using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Http;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Turns refusals and failures of the API's handlers into problem details.</summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ApiException e)
        {
            return Result(e.Problem);
        }
        catch (DispatchException e)
        {
            return Result(ToProblem(e.Refusal));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Result(ApiProblem.TooLarge(e.Message));
        }
        catch (BadHttpRequestException e)
        {
            return Result(new ApiProblem("Bad Request", e.StatusCode, "bad-request", e.Message));
        }
        catch (Exception e) when (!ClientFault.Is(e, context.HttpContext))
        {
            Log.Failed(logger, context.HttpContext.Request.Method, context.HttpContext.Request.Path, e);
            return Result(
                new ApiProblem(
                    "Internal Server Error",
                    500,
                    "failed",
                    "The program failed. Its log gives the reason; retry later, under an Idempotency-Key."));
        }
    }

    /// <summary>A problem as an answer, in one piece, as other answers are.</summary>
    public static IResult Result(ApiProblem problem) =>
        Results.Text(DispatchJson.Write(problem), "application/problem+json", problem.Status);

    private static ApiProblem ToProblem(Refusal refusal)
    {
        var (title, status) = refusal.Kind switch
        {
            RefusalKind.Invalid => ("Bad Request", 400),
            RefusalKind.NotFound => ("Not Found", 404),
            RefusalKind.Gone => ("Gone", 410),
            RefusalKind.Stale => ("Precondition Failed", 412),
            RefusalKind.Unavailable => ("Service Unavailable", 503),
            _ => ("Conflict", 409),
        };
        return new ApiProblem(title, status, refusal.Code, refusal.Detail)
        {
            Errors = refusal.Field is { } field ? [new FieldError(field, refusal.Detail)] : null,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Error, "{Method} {Path} failed.")]
        public static partial void Failed(ILogger logger, string method, PathString path, Exception error);
    }
}
