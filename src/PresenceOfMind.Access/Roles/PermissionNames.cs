namespace PresenceOfMind.Access.Roles;

/// <summary>Permissions as messages and documents call them.</summary>
public static class PermissionNames
{
    /// <summary>The name of a permission.</summary>
    /// <param name="permission">The permission.</param>
    public static string ToName(this Permission permission) => permission switch
    {
        Permission.Public => "public",
        Permission.SignedIn => "signed-in",
        Permission.Read => "read",
        Permission.Work => "work",
        Permission.Lead => "lead",
        Permission.Manage => "manage",
        Permission.ManageKeys => "manage-keys",
        _ => "administer",
    };
}
