using System.Collections.Frozen;

namespace PresenceOfMind.Protocol;

/// <summary>One row of the table of errors. Source: PWS; the sentences are ours.</summary>
/// <param name="Code">The code that the wire carries.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Fix">What to do about it, in one sentence.</param>
/// <param name="HttpStatus">The HTTP status that REST answers with.</param>
public sealed record PwsError(PwsErrorCode Code, string Message, string Fix, int HttpStatus)
{
    private static readonly FrozenDictionary<PwsErrorCode, PwsError> ByCode = PwsErrorTable.Rows.ToFrozenDictionary(row => row.Code);

    /// <summary>All rows, by rising code.</summary>
    public static IReadOnlyList<PwsError> All => PwsErrorTable.Rows;

    /// <summary>Whether the request is at fault (a code below 200) and not the server.</summary>
    public bool IsClientFault => (int)Code < 200;

    /// <summary>The row of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such code.</exception>
    public static PwsError Of(PwsErrorCode code) =>
        ByCode.TryGetValue(code, out var row)
            ? row
            : throw new ArgumentOutOfRangeException(nameof(code), code, "The table of errors has no such code.");
}
