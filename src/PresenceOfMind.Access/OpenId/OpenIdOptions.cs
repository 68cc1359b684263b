namespace PresenceOfMind.Access.OpenId;

/// <summary>The identity provider of the company, and what its claims mean here (OpenID Connect Core 1.0).</summary>
public sealed record OpenIdOptions
{
    /// <summary>The issuer's address, below which its configuration is found. HTTPS, or HTTP on loopback.</summary>
    public required Uri Authority { get; init; }

    /// <summary>What people call the provider.</summary>
    public string Title { get; init; } = "OpenID Connect";

    /// <summary>The audience of the access tokens that the API takes; null where it takes none.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim that names the person or program in the log and the audit.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim with the contact of the person, for the role worker.</summary>
    public string ContactClaim { get; init; } = "email";

    /// <summary>The claim with the groups or roles.</summary>
    public string RolesClaim { get; init; } = "groups";

    /// <summary>Which role a value of <see cref="RolesClaim"/> gives.</summary>
    public required IReadOnlyList<RoleMapping> Roles { get; init; }
}
