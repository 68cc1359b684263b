namespace PresenceOfMind.Access.Refusals;

/// <summary>Refuses what was asked of keys and accounts.</summary>
/// <param name="status">The HTTP status that says so: 400, 403, 404 or 409.</param>
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
}
