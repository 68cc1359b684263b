namespace PresenceOfMind.Protocol;

/// <summary>A request that cannot be answered, or an answer that says so, with its code of the table of errors.</summary>
/// <param name="code">The code; it must stand in the table.</param>
/// <param name="detail">What is wrong in this very case; the table's sentence where there is none.</param>
/// <param name="inner">What led here.</param>
public sealed class PwsException(PwsErrorCode code, string? detail = null, Exception? inner = null)
    : Exception(detail ?? PwsError.Of(code).Message, inner)
{
    /// <summary>The code that the wire carries.</summary>
    public PwsErrorCode Code { get; } = code;

    /// <summary>
    /// The error to answer with: the table's row, its message replaced by <see cref="Exception.Message"/>.
    /// </summary>
    public PwsError Error { get; } = PwsError.Of(code) with { Message = detail ?? PwsError.Of(code).Message };
}
