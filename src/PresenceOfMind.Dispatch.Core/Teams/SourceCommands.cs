using PresenceOfMind.Dispatch.Core.Events;

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
