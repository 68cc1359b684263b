namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A pair of task and worker rests.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Until">Until when, by the team's own time.</param>
internal readonly record struct Rest(string Contact, TimeSpan Until);
