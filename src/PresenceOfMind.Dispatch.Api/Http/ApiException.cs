using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Ends a request with a problem.</summary>
/// <param name="problem">Which.</param>
internal sealed class ApiException(ApiProblem problem) : Exception(problem.Detail)
{
    public ApiProblem Problem { get; } = problem;

    public static ApiException BadRequest(string code, string detail) => new(new ApiProblem("Bad Request", 400, code, detail));

    public static ApiException Forbidden(string code, string detail) => new(new ApiProblem("Forbidden", 403, code, detail));

    public static ApiException Fields(IReadOnlyList<JsonFault> faults) =>
        new(
            new ApiProblem("Bad Request", 400, "invalid-field", faults[0].Detail)
            {
                Errors = [.. faults.Select(f => new FieldError(f.Field, f.Detail))],
            });

    public static ApiException Field(string field, string detail) =>
        new(new ApiProblem("Bad Request", 400, "invalid-field", detail) { Errors = [new FieldError(field, detail)] });
}
