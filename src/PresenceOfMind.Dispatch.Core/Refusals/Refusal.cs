namespace PresenceOfMind.Dispatch.Core.Refusals;

/// <summary>Why a command was not carried out. Nothing changed.</summary>
/// <param name="Kind">What sort of reason.</param>
/// <param name="Code">A stable name of the reason, for programs.</param>
/// <param name="Detail">The reason in words, with what to do.</param>
/// <param name="Field">The member of the request that is at fault; null for none.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Detail, string? Field = null)
{
    public static Refusal Conflict(string code, string detail, string? field = null) => new(RefusalKind.Conflict, code, detail, field);

    public static Refusal Invalid(string field, string detail) => new(RefusalKind.Invalid, "invalid-field", detail, field);
}

/// <summary>Sorts of refusals.</summary>
public enum RefusalKind
{
    /// <summary>The command says something that no team could do.</summary>
    Invalid,

    /// <summary>What the command names is not there.</summary>
    NotFound,

    /// <summary>The command does not fit what is there.</summary>
    Conflict,

    /// <summary>What the command speaks of has changed since whoever asks has looked at it.</summary>
    Stale,

    /// <summary>What the command asks for was there, and is kept no more.</summary>
    Gone,

    /// <summary>What was decided could not be kept; whether anything of it was is told by repeating the command under its key.</summary>
    Unavailable,
}
