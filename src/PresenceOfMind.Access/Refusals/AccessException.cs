namespace PresenceOfMind.Access.Refusals;

/// <summary>Refuses a request: who sends it may not, or it asks for something impossible of keys and accounts.</summary>
/// <param name="status">The HTTP status that says so.</param>
/// <param name="code">A stable name of the reason.</param>
/// <param name="detail">What is wrong, and what to do.</param>
/// <param name="field">The member of the request at fault; null for none.</param>
public sealed class AccessException(int status, string code, string detail, string? field = null) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>A stable name of the reason.</summary>
    public string Code { get; } = code;

    /// <summary>The member of the request at fault; null for none.</summary>
    public string? Field { get; } = field;

    /// <summary>In how long the request may be tried again (<c>Retry-After</c>); null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
