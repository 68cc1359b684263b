namespace PresenceOfMind.Protocol;

/// <summary>A request that cannot be answered, or an answer that says so, with its code.</summary>
public sealed class PwsException : PresenceException
{
    /// <summary>A request that cannot be answered.</summary>
    /// <param name="code">The code; it must stand in the table.</param>
    /// <param name="detail">What is wrong in this very case; the table's sentence where there is none.</param>
    /// <param name="inner">What led here.</param>
    public PwsException(PwsErrorCode code, string? detail = null, Exception? inner = null)
        : this(detail is null ? PwsError.FromCode(code) : PwsError.FromCode(code, detail), inner)
    {
    }

    /// <summary>An answer that says an error, whose code need not stand in the table.</summary>
    /// <param name="error">The error, as the answer tells it.</param>
    /// <param name="inner">What led here.</param>
    internal PwsException(PwsError error, Exception? inner = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, inner) => Error = error;

    /// <summary>The code that the wire carries; one that <see cref="PwsErrorCode"/> does not name where the table has none such.</summary>
    public PwsErrorCode Code => Error.Code;

    /// <summary>The error to answer with, or the one that was answered; its message is <see cref="Exception.Message"/>.</summary>
    public PwsError Error { get; }
}
