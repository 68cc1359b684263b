using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Web.Access;

/// <summary>What the host says of its page.</summary>
/// <param name="Team">The team that an address without one means; null for the first one that there is.</param>
/// <param name="IsReachedByOthers">Whether other machines reach the page.</param>
internal sealed record PageOptions(TeamName? Team, bool IsReachedByOthers);
