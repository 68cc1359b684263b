using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>What a program says of a worker's presence. It counts as confirmed until it expires: the program vouches for it.</summary>
/// <param name="Source">The program.</param>
/// <param name="State">The state.</param>
/// <param name="Since">Since when the program has said this state, by the wall clock.</param>
/// <param name="Until">The expiry by the wall clock, for people.</param>
public sealed record ProgramPresence(SourceName Source, PresenceState State, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>What the person does, as PIDF names it.</summary>
    [NotPersonal]
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>A remark for people; null for none.</summary>
    [Personal(Personal.Text)]
    public string? Note { get; init; }

    /// <summary>The program's number of this report; null where it gives none.</summary>
    public long? Sequence { get; init; }

    /// <summary>The expiry by the team's own time, where it is relative; null where it is a moment of the wall clock.</summary>
    public TimeSpan? Ends { get; init; }

    /// <summary>Whether it counts no more.</summary>
    /// <param name="at">When.</param>
    public bool IsOver(TeamTime at) => Ends is { } ends ? ends <= at.Elapsed : Until <= at.Wall;
}

/// <summary>What the watcher of a Presence Web Service said last of a worker.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">Since when, by the wall clock.</param>
public sealed record WatchedPresence(PresenceState State, DateTimeOffset Since);

/// <summary>How the last report of a program ended, where no other covers the worker.</summary>
/// <param name="Source">The program.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="IsExpired">Whether it expired; else the program took it back.</param>
public sealed record ProgramPresenceEnd(SourceName Source, DateTimeOffset At, bool IsExpired);
