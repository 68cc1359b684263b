namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>One operation of the API, as its document describes it and as requests are checked by it.</summary>
/// <param name="Method">The HTTP method; what GET answers, HEAD answers too.</param>
/// <param name="Path">Below <c>/api/v1/teams/{team}</c>, with its parameters in braces.</param>
/// <param name="Tag">The room of the document in which it stands.</param>
/// <param name="Summary">What it does, in a line.</param>
internal sealed record ApiOperation(string Method, string Path, string Tag, string Summary)
{
    /// <summary>More about it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>What the body is; null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool BodyMayLack { get; init; }

    /// <summary>Whether the body is a JSON merge patch (RFC 7396), and may be said to be one.</summary>
    public bool IsMergePatch { get; init; }

    /// <summary>A body to try it with, in JSON; null for none.</summary>
    public string? Example { get; init; }

    /// <summary>What the answer's body is; null for none.</summary>
    public Type? Answer { get; init; }

    /// <summary>The media type of the answer's body.</summary>
    public string AnswerType { get; init; } = "application/json";

    /// <summary>The status of the answer where all is well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The query parameters that it takes; any other is refused.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>Whether it changes something, and so takes an <c>Idempotency-Key</c>.</summary>
    public bool IsCommand { get; init; }

    /// <summary>Whether what it answers, or changes, has an entity tag.</summary>
    public bool HasTag { get; init; }

    /// <summary>Whether it is one of the paths of teams themselves, which have no short form.</summary>
    public bool IsOfTeams { get; init; }

    /// <summary>The problems that it may answer with besides 400, as status codes.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [404];
}

/// <summary>A query parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, with its range and default.</param>
/// <param name="Choices">What it may be, where that is one of some words; null for anything.</param>
/// <param name="IsNumber">Whether it is a whole number.</param>
internal sealed record ApiParameter(string Name, string Description, IReadOnlyList<string>? Choices = null, bool IsNumber = false)
{
    public static ApiParameter At { get; } = new(
        "at", "The moment to look at: a position of the team's log, or a time as 2026-01-31T09:00:00Z. Now by default.");

    public static ApiParameter Cursor { get; } = new(
        "cursor",
        "The start of the page: `next` of the page before. The first page by default.");

    public static ApiParameter Limit { get; } = new("limit", "The length of a page, 1 to 500. Default 50.", IsNumber: true);
}
