using System.Collections.Frozen;

namespace PresenceOfMind.Protocol;

/// <summary>One row of the table of errors. Source: PWS; the sentences are ours.</summary>
public sealed record PwsError
{
    private static readonly FrozenDictionary<PwsErrorCode, PwsError> ByCode = PwsErrorTable.Rows.ToFrozenDictionary(row => row.Code);

    /// <summary>The code that the wire carries.</summary>
    public required PwsErrorCode Code { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, in one sentence.</summary>
    public required string Fix { get; init; }

    /// <summary>The HTTP status that REST answers with.</summary>
    public required int HttpStatus { get; init; }

    /// <summary>All rows, by rising code.</summary>
    public static IReadOnlyList<PwsError> All => PwsErrorTable.Rows;

    /// <summary>Whether the request is at fault (a code below 200) and not the server.</summary>
    public bool IsClientFault => (int)Code < 200;

    /// <summary>Whether the table has the code. Nodes answer with others too, whose text then says all that is known.</summary>
    public bool IsKnown => ByCode.ContainsKey(Code);

    /// <summary>An error as an answer tells it: what it leaves out is the table's, where that has the code.</summary>
    /// <param name="code">The code, more than zero.</param>
    /// <param name="message">What is wrong; null or blank where the answer does not say.</param>
    /// <param name="fix">What to do about it; null or blank where the answer does not say.</param>
    public static PwsError From(int code, string? message, string? fix)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(code);
        var row = ByCode.TryGetValue((PwsErrorCode)code, out var known) ? known : Unknown((PwsErrorCode)code);
        return row with
        {
            Message = string.IsNullOrWhiteSpace(message) ? row.Message : message,
            Fix = string.IsNullOrWhiteSpace(fix) ? row.Fix : fix,
        };
    }

    private static PwsError Unknown(PwsErrorCode code) => new()
    {
        Code = code,
        Message = $"The server answered with the error {(int)code}, of which it says no more.",
        Fix = "Look the code up in the documentation of the server's release, and in its log.",
        HttpStatus = (int)code < 200 ? 400 : 500,
    };

    /// <summary>The row of a code, with what is wrong in one case.</summary>
    /// <param name="code">The code; it must stand in the table.</param>
    /// <param name="detail">What is wrong in this very case.</param>
    internal static PwsError FromCode(PwsErrorCode code, string detail) => FromCode(code) with { Message = detail };

    /// <summary>The row of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such code.</exception>
    public static PwsError FromCode(PwsErrorCode code) =>
        ByCode.TryGetValue(code, out var row)
            ? row
            : throw new ArgumentOutOfRangeException(nameof(code), code, "The table of errors has no such code.");
}
