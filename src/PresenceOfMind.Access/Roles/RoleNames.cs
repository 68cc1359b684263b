namespace PresenceOfMind.Access.Roles;

/// <summary>Roles as requests, commands and the database call them.</summary>
public static class RoleNames
{
    private static readonly string[] Names = ["viewer", "worker", "lead", "manager", "administrator"];

    /// <summary>The names of all roles, from the weakest on.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of a role.</summary>
    /// <param name="role">The role.</param>
    public static string ToName(this Role role) => Names[(int)role];

    /// <summary>The role of a name; null where no role has it.</summary>
    /// <param name="name">The name, in small letters.</param>
    public static Role? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var index ? (Role)index : null;
}
