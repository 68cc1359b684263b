using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>A source of presence begins; it gets its number.</summary>
public sealed record OpenPresenceSource : TeamCommand;

/// <summary>The source no longer hears of changes.</summary>
/// <param name="Epoch">The source's number.</param>
/// <param name="Sequence">The source's number of this report, greater than that of the one before.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When, by the team's own time.</param>
public sealed record LosePresenceSource(long Epoch, long Sequence, string Reason, TimeSpan At) : TeamCommand;

/// <summary>The source tells of presence.</summary>
/// <param name="Epoch">The source's number.</param>
/// <param name="Sequence">The source's number of this report, greater than that of the one before.</param>
/// <param name="FetchBegan">When the fetch began that found this, by the team's own time; null where it was none.</param>
/// <param name="States">By contact key; contacts that are no workers are passed over.</param>
public sealed record ReportPresence(long Epoch, long Sequence, TimeSpan? FetchBegan, IReadOnlyList<WorkerPresence> States) : TeamCommand;

/// <summary>A program says what the presence of workers is, and vouches for it until an expiry.</summary>
/// <param name="Reports">At most <see cref="MaxReports"/>, of one worker by one program each. Those of contacts that are no workers, and
/// those that are older than what the same program said, are passed over.</param>
public sealed record SetProgramPresence(IReadOnlyList<ProgramReport> Reports) : TeamCommand
{
    /// <summary>How many reports one command takes.</summary>
    public const int MaxReports = 1000;
}

/// <summary>What a program says of a worker.</summary>
/// <param name="Contact">The worker.</param>
public sealed record ProgramReport(Contact Contact)
{
    /// <summary>The program: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>; not <c>pws</c>.</summary>
    public SourceName Source { get; init; } = SourceName.Program;

    /// <summary>The state; null where the activities say it.</summary>
    public PresenceState? State { get; init; }

    /// <summary>What the person does, as PIDF names it.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>A remark for people; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The program's number of this report, greater than that of the one before; null for none.</summary>
    public long? Sequence { get; init; }

    /// <summary>The expiry by the wall clock; null where it is relative.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The expiry in seconds from now; null where it is a moment.</summary>
    public int? ExpiresInSeconds { get; init; }
}

/// <summary>A program takes back what it said of a worker's presence.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Source">The program.</param>
/// <param name="Sequence">The program's number of this; where it is older than that of the report, nothing changes. Null for none.</param>
public sealed record ClearProgramPresence(Contact Contact, SourceName Source, long? Sequence = null) : TeamCommand;
