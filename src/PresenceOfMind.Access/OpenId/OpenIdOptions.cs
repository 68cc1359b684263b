namespace PresenceOfMind.Access.OpenId;

/// <summary>The identity provider of the company, and what its claims mean here (OpenID Connect Core 1.0).</summary>
public sealed record OpenIdOptions
{
    /// <summary>The scopes that are asked for by default.</summary>
    public const string UsualScopes = "openid profile email";

    /// <summary>The issuer's address, below which its configuration is found. HTTPS, or HTTP on loopback.</summary>
    public required Uri Authority { get; init; }

    /// <summary>What people call the provider: "Sign in with …".</summary>
    public string Title { get; init; } = "OpenID Connect";

    /// <summary>This program at the provider; null where people do not sign in with it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret; null for a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The scopes that are asked for at the sign-in, separated by spaces.</summary>
    public string Scopes { get; init; } = UsualScopes;

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

    /// <summary>The provider and the client, whose sessions are of no other.</summary>
    internal string Provider => $"{Authority.AbsoluteUri} {ClientId}";

    /// <summary>The provider and the client, without its secret.</summary>
    public override string ToString() => $"{Title} at {Authority}, client {ClientId}";
}
