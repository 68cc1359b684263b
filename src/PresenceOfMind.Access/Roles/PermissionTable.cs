namespace PresenceOfMind.Access.Roles;

/// <summary>Which permissions each role has.</summary>
public static class PermissionTable
{
    /// <summary>Whether a role has a permission for everything in its teams.</summary>
    /// <param name="role">The role.</param>
    /// <param name="permission">The permission.</param>
    public static bool Has(this Role role, Permission permission) => permission switch
    {
        Permission.Public or Permission.SignedIn => true,
        Permission.Read => role is Role.Viewer or Role.Lead or Role.Manager or Role.Administrator,
        Permission.Work or Permission.Lead => role is Role.Lead or Role.Manager or Role.Administrator,
        Permission.Manage or Permission.ManageKeys => role is Role.Manager or Role.Administrator,
        Permission.Administer => role is Role.Administrator,
        _ => false,
    };

    /// <summary>Whether a role has a permission for what is the worker's own.</summary>
    /// <param name="role">The role.</param>
    /// <param name="permission">The permission.</param>
    public static bool HasForOwn(this Role role, Permission permission) =>
        role.Has(permission) || (role is Role.Worker && permission is (Permission.Read or Permission.Work));
}
