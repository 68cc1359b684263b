namespace PresenceOfMind.Access.Principals;

/// <summary>Kinds of principals as the audit calls them.</summary>
public static class PrincipalKindNames
{
    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string ToName(this PrincipalKind kind) => kind switch
    {
        PrincipalKind.Key => "key",
        PrincipalKind.Account => "account",
        PrincipalKind.Folder => "data-folder",
        PrincipalKind.OpenId => "openid",
        _ => "anyone",
    };
}
