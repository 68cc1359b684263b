namespace PresenceOfMind.Access.Roles;

/// <summary>A role in a team.</summary>
/// <param name="Role">The role.</param>
/// <param name="Team">The team's name; null for all teams. An administrator's is null.</param>
/// <param name="Worker">
/// The contact whose offers and tasks the role worker sees and answers, in small letters and with a domain; null for other roles.
/// </param>
public sealed record Grant(Role Role, string? Team, string? Worker)
{
    /// <summary>Whether it counts in a team.</summary>
    /// <param name="team">The team's name; null for what is of no team or of all teams.</param>
    public bool Covers(string? team) => Team is null || Team == team;
}
