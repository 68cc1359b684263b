using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Json;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Turns refusals and failures of the API's handlers into problem details.</summary>
internal sealed class ProblemMiddleware : IEndpointFilter
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
            return Result(Of(e.Refusal));
        }
        catch (BadHttpRequestException e)
        {
            return Result(new ApiProblem("Bad Request", e.StatusCode, "bad-request", e.Message));
        }
    }

    public static IResult Result(ApiProblem problem) =>
        Results.Json(problem, DispatchJson.Of<ApiProblem>(), "application/problem+json", problem.Status);

    private static ApiProblem Of(Refusal refusal)
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
}
