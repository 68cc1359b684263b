using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>The cool-down of a pair of task and worker.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Until">Until when, by the team's own time.</param>
public readonly record struct CoolDown(Contact Contact, TimeSpan Until);
