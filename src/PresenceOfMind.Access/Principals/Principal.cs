using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Principals;

/// <summary>Who sends a request, verified.</summary>
/// <param name="Kind">By what the caller was verified.</param>
/// <param name="Name">The name of the key or account.</param>
/// <param name="Grants">The roles.</param>
public sealed record Principal(PrincipalKind Kind, string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>Who is at this machine while no account and no key was made.</summary>
    public static Principal Anyone { get; } = new(PrincipalKind.Anyone, "anyone", [new Grant(Role.Administrator, null, null)])
    {
        MayActFor = true,
    };

    /// <summary>Who runs a command on the data folder of a program that does not run.</summary>
    public static Principal OfFolder { get; } = new(PrincipalKind.Folder, "data-folder", [new Grant(Role.Administrator, null, null)]);

    /// <summary>Whether the header <c>Acting-For</c> is honoured: the log then keeps both.</summary>
    public bool MayActFor { get; init; }

    /// <summary>What tells whether this is still so: the key's id, or the account's stamp; null for who was not verified.</summary>
    public string? Stamp { get; init; }

    /// <summary>When the session began, for the longest that it lasts; null for none.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Until when what showed the caller is valid, for a token; null for what is looked up.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The caller as the log and the audit keep it, such as <c>key:wallboard</c>; null for anyone, who was not verified.</summary>
    public string? Actor => Kind switch
    {
        PrincipalKind.Key => "key:" + Name,
        PrincipalKind.Account => "account:" + Name,
        PrincipalKind.OpenId => "openid:" + Name,
        PrincipalKind.Folder => Name,
        _ => null,
    };

    /// <summary>Whether the caller has a permission for everything in a team.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="team">The team; null for what is of no team.</param>
    public bool Has(Permission permission, string? team) => permission is Permission.SignedIn or Permission.Public
        || Grants.Any(g => g.Covers(team) && g.Role.Has(permission));

    /// <summary>Whether the caller has a permission in any team at all.</summary>
    /// <param name="permission">The permission.</param>
    public bool HasSomewhere(Permission permission) => permission is Permission.SignedIn or Permission.Public
        || Grants.Any(g => g.Role.Has(permission));

    /// <summary>Whether the caller has a permission for what is a worker's own, in any team at all.</summary>
    /// <param name="permission">The permission.</param>
    public bool HasForOwnSomewhere(Permission permission) => Grants.Any(g => g.Role.HasForOwn(permission));

    /// <summary>The workers for whom alone the caller has a permission in a team.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="team">The team.</param>
    public IEnumerable<string> WorkersWith(Permission permission, string? team) =>
        Grants.Where(g => g.Covers(team) && g.Role.HasForOwn(permission)).Select(g => g.Worker).OfType<string>();

    /// <summary>Whether the caller may know that a team is there.</summary>
    /// <param name="team">The team's name.</param>
    public bool Sees(string team) => Grants.Any(g => g.Covers(team));
}
