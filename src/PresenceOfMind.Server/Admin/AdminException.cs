namespace PresenceOfMind.Server.Admin;

/// <summary>A request to <c>/admin</c> that is refused.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">One line: what is wrong and what is taken.</param>
/// <param name="field">The member at fault; null where it is none.</param>
internal sealed class AdminException(int status, string detail, string? field = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string? Field { get; } = field;

    public static AdminException Wrong(string detail, string? field = null) => new(400, detail, field);

    public static AdminException NotFound(string detail) => new(404, detail);
}
