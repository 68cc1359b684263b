using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>What went wrong, as RFC 9457 says it, with a name for programs and the members at fault.</summary>
/// <param name="Title">The sort of problem, in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable name of the reason.</param>
/// <param name="Detail">What is wrong here, and what to do.</param>
internal sealed record ApiProblem(string Title, int Status, string Code, string Detail)
{
    /// <summary>The members at fault; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The teams there are, where the request must name one; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TeamName>? Teams { get; init; }

    /// <summary>A body that is too large.</summary>
    /// <param name="detail">How large it may be.</param>
    public static ApiProblem TooLarge(string detail) => new("Content Too Large", 413, "body-too-large", detail);
}

/// <summary>A member of a request that is at fault.</summary>
/// <param name="Field">The member, query parameter or header.</param>
/// <param name="Detail">What is wrong with it.</param>
internal sealed record FieldError(string Field, string Detail);
