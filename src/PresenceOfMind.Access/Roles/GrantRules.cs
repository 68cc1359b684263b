using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Roles;

/// <summary>What a role needs, of keys and of accounts.</summary>
internal static class GrantRules
{
    /// <summary>Refuses a role without what it needs.</summary>
    /// <param name="grant">The role.</param>
    /// <exception cref="AccessException">It is so.</exception>
    public static void Check(Grant grant)
    {
        var (role, team, worker) = (grant.Role, grant.Team, grant.Worker);
        if (role is Role.Administrator && team is not null)
        {
            throw Invalid("team", "An administrator is one of all teams: leave out the team, or choose the role manager.");
        }

        if (role is Role.Worker != (worker is not null))
        {
            throw Invalid("worker", "The role worker needs a worker, and no other role takes one.");
        }

        if (role is Role.Worker && team is null)
        {
            throw Invalid("team", "The role worker needs a team.");
        }
    }

    /// <summary>Whether a caller may give and take a role: in the caller's teams, and no stronger one.</summary>
    /// <param name="grants">The caller's roles.</param>
    /// <param name="grant">The role.</param>
    public static bool Manages(this IReadOnlyList<Grant> grants, Grant grant) =>
        grants.Any(g => g.Role.Has(Permission.ManageKeys) && g.Covers(grant.Team) && grant.Role <= g.Role);

    /// <summary>The role of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="AccessException">No role has it.</exception>
    public static Role ParseRole(string? name) =>
        RoleNames.Parse(name) ?? throw Invalid("role", $"The role is one of {string.Join(", ", RoleNames.All)}.");

    private static AccessException Invalid(string field, string detail) => new(400, "invalid-field", detail, field);
}
